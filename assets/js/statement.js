/* Copies a statement as text in one key or press. Without this file the same link opens the text. */
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-copy]"), text = link && document.getElementById(link.dataset.copy);
    if (!text || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    var said = document.querySelector("[data-copied]");
    navigator.clipboard.writeText(text.textContent).then(function () {
      said.textContent = "Copied, people by reference";
    }, function () { location.assign(link.href); });
  });
})();
