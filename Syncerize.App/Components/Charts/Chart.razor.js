import ApexCharts from '../../lib/apexcharts/apexcharts.esm.js';

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const number = (value, s) => (value ?? 0).toLocaleString('en', { minimumFractionDigits: s.decimals, maximumFractionDigits: s.decimals });
const short = (value) => Math.abs(value ?? 0) >= 10000 ? new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value) : Math.round(value ?? 0).toLocaleString('en');
const written = (value, s) => `${number(value, s)} ${s.unit}`.trim();
const points = (data) => data.kind === 'donut' ? data.series[0].values : data.series.map((s) => ({ name: s.name, data: s.values }));
const keys = (data) => data.categories.map((c) => c.key).join('|');

// What follows the theme; everything else is set once.
const themed = (data) => ({
  chart: { background: 'transparent', foreColor: token('--text-muted') },
  theme: { mode: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light' },
  colors: (data.kind === 'donut' ? data.categories : data.series).map((x) => token(x.colour)),
  ...(data.kind === 'donut'
    ? { stroke: { width: 2, colors: [token('--card')] } }
    : { grid: { borderColor: token('--border'), strokeDashArray: 3, padding: { left: 4, right: 4, top: -12, bottom: 0 } } }),
});

// Axes that are all zero still get a scale.
const top = (s) => Math.max(...s.values, 0) > 0 ? undefined : 1;

function axes(data, titled = true) {
  return data.series.map((s, index) => ({
    seriesName: s.name, opposite: index > 0, min: 0, max: top(s), forceNiceScale: true, tickAmount: 4,
    title: titled ? { text: s.unit ? `${s.name} (${s.unit})` : s.name, style: { fontWeight: 500, fontSize: '12px' } } : {},
    labels: { formatter: short },
  }));
}

function overTime(state, height) {
  const text = (key) => state.data.categories.find((c) => c.key === key)?.text ?? '';
  return {
    chart: { type: state.data.kind === 'bar' ? 'bar' : 'area', height },
    stroke: state.data.kind === 'bar' ? { width: 0 } : { curve: 'monotoneCubic', width: 2 },
    fill: state.data.kind === 'bar' ? { opacity: 0.9 } : { type: 'gradient', gradient: { opacityFrom: 0.26, opacityTo: 0.02 } },
    plotOptions: { bar: { columnWidth: '38%', borderRadius: 4 } },
    markers: { size: 0, hover: { size: 4 } },
    dataLabels: { enabled: false },
    legend: { position: 'top', horizontalAlign: 'left', offsetX: -8, offsetY: 2, markers: { size: 5 }, itemMargin: { horizontal: 8 } },
    xaxis: {
      categories: state.data.categories.map((c) => c.key), tickAmount: Math.min(7, state.data.categories.length), tooltip: { enabled: false }, axisTicks: { show: false }, axisBorder: { show: false },
      labels: { rotate: 0, hideOverlappingLabels: true, formatter: (v) => (typeof v === 'string' ? text(v) : v) },
    },
    yaxis: axes(state.data),
    responsive: [{ breakpoint: 1024, options: { xaxis: { tickAmount: Math.min(5, state.data.categories.length) } } }, { breakpoint: 600, options: { xaxis: { tickAmount: 3 }, yaxis: axes(state.data, false) } }],
    tooltip: {
      shared: true, intersect: false,
      x: { formatter: (_, { dataPointIndex }) => state.data.categories[dataPointIndex]?.title ?? '' },
      y: { formatter: (v, { seriesIndex }) => written(v, state.data.series[seriesIndex] ?? state.data.series[0]) },
    },
  };
}

function ring(state, height) {
  return {
    chart: { type: 'donut', height },
    labels: state.data.categories.map((c) => c.title),
    legend: { show: false },
    dataLabels: { enabled: false },
    plotOptions: {
      pie: {
        expandOnClick: false,
        donut: {
          size: '74%',
          labels: {
            show: true, name: { fontSize: '12px', offsetY: 20, color: token('--text-muted') }, value: { fontSize: '20px', fontWeight: 600, offsetY: -16, color: token('--text'), formatter: (v) => Number(v).toLocaleString('en') },
            total: { show: true, label: state.data.series[0].name, color: token('--text-muted'), formatter: (w) => w.globals.seriesTotals.reduce((a, b) => a + b, 0).toLocaleString('en') },
          },
        },
      },
    },
    tooltip: { enabled: false },
    states: { active: { filter: { type: 'none' } } },
  };
}

export function create(element, kind, height, categories, series) {
  const state = { data: { kind, categories, series } };
  const own = () => (kind === 'donut' ? ring(state, height) : overTime(state, height));
  const options = () => {
    const [base, mine] = [themed(state.data), own()];
    return {
      ...base, ...mine, ...(base.stroke ? { stroke: base.stroke } : {}),
      chart: {
        ...base.chart, ...mine.chart, parentHeightOffset: 0, fontFamily: 'inherit', toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false },
        animations: { enabled: !still(), speed: 200, animateGradually: { enabled: false }, dynamicAnimation: { speed: 200 } },
      },
      series: points(state.data),
    };
  };
  const chart = new ApexCharts(element, options());
  let last = JSON.stringify([categories, series]);
  const rendered = chart.render();
  const watch = new MutationObserver(() => chart.updateOptions({ ...themed(state.data), ...(kind === 'donut' ? { plotOptions: own().plotOptions } : {}) }, false, false));
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return {
    update: async (newCategories, newSeries) => {
      const next = JSON.stringify([newCategories, newSeries]);
      if (next === last) { return; }
      await rendered;
      const before = state.data;
      const now = { kind, categories: newCategories, series: newSeries };
      last = next;
      state.data = now;
      const sameShape = keys(before) === keys(now) && before.series.length === now.series.length && before.series.every((s, i) => s.name === now.series[i].name && s.unit === now.series[i].unit && top(s) === top(now.series[i]));
      if (sameShape) {
        await chart.updateSeries(points(now), !still());
      } else {
        const mine = own();
        await chart.updateOptions({ series: points(now), colors: themed(now).colors, ...(kind === 'donut' ? { labels: mine.labels, plotOptions: mine.plotOptions } : { xaxis: mine.xaxis, yaxis: mine.yaxis, responsive: mine.responsive }) }, false, !still());
      }
    },
    dispose: () => { watch.disconnect(); chart.destroy(); },
  };
}
