// A page made to be printed offers to do so.
document.getElementById('print')?.addEventListener('click', () => window.print());
