// Runs before anything is drawn, so that a page that somebody wants dark never flashes white.
(() => {
  const wanted = localStorage.getItem('brasa-theme');
  if (wanted === 'dark' || wanted === 'light') document.documentElement.dataset.theme = wanted;
})();
