import ApexCharts from '../../lib/apexcharts/apexcharts.esm.js';

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const number = (value, s) => (value ?? 0).toLocaleString('en', { minimumFractionDigits: s.decimals, maximumFractionDigits: s.decimals });
const short = (value) => Math.abs(value ?? 0) >= 10000 ? new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value) : Math.round(value ?? 0).toLocaleString('en');
const points = (series) => series.map((s) => ({ name: s.name, data: s.values }));
const day = (iso) => new Date(`${iso}T00:00:00Z`).toLocaleDateString('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });

// What follows the theme; everything else is set once.
const themed = () => ({
  chart: { background: 'transparent', foreColor: token('--text-muted') },
  theme: { mode: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light' },
  colors: [token('--chart-1'), token('--chart-2')],
  grid: { borderColor: token('--border'), strokeDashArray: 3, padding: { left: 8, right: 8 } },
});

export function create(element, height, categories, series) {
  const axis = (s, index) => ({
    seriesName: s.name, opposite: index > 0, min: 0, forceNiceScale: true, tickAmount: 4,
    title: { text: s.unit ? `${s.name} (${s.unit})` : s.name, style: { fontWeight: 500, fontSize: '12px' } },
    labels: { formatter: short },
  });
  let current = series;
  const base = themed();
  const chart = new ApexCharts(element, {
    ...base,
    chart: {
      ...base.chart, type: 'area', height, fontFamily: 'inherit', toolbar: { show: false }, zoom: { enabled: false },
      animations: { enabled: !still(), speed: 200, dynamicAnimation: { speed: 200 } },
    },
    series: points(series),
    stroke: { curve: 'smooth', width: 2 },
    fill: { type: 'gradient', gradient: { opacityFrom: 0.28, opacityTo: 0.02 } },
    dataLabels: { enabled: false },
    legend: { position: 'top', horizontalAlign: 'left', offsetX: -4 },
    xaxis: {
      categories, tickAmount: 6, tooltip: { enabled: false }, axisTicks: { show: false }, axisBorder: { show: false },
      labels: { rotate: 0, hideOverlappingLabels: true, formatter: (v) => (typeof v === 'string' ? day(v) : v) },
    },
    yaxis: series.map(axis),
    tooltip: {
      shared: true,
      x: { formatter: (_, { dataPointIndex }) => day(chart.w.globals.categoryLabels?.[dataPointIndex] ?? categories[dataPointIndex]) },
      y: { formatter: (v, { seriesIndex }) => `${number(v, current[seriesIndex])} ${current[seriesIndex].unit}`.trim() },
    },
    noData: { text: 'No orders in these days' },
  });
  let last = JSON.stringify([categories, series]);
  const rendered = chart.render();
  const watch = new MutationObserver(() => chart.updateOptions(themed(), false, false));
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return {
    update: async (newCategories, newSeries) => {
      const next = JSON.stringify([newCategories, newSeries]);
      if (next === last) { return; }
      await rendered;
      const sameDays = JSON.stringify(newCategories) === JSON.stringify(JSON.parse(last)[0]);
      last = next;
      current = newSeries;
      if (sameDays) {
        await chart.updateSeries(points(newSeries), !still());
      } else {
        categories = newCategories;
        await chart.updateOptions({ xaxis: { categories: newCategories }, series: points(newSeries) }, false, !still());
      }
    },
    dispose: () => { watch.disconnect(); chart.destroy(); },
  };
}
