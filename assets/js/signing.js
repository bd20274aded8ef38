/* A paper in a principal's box: s, m, f and q choose the answer, and e says it is read, from anywhere in its panes; what the answer needs takes the focus.
   Every key has a button on the page; without this file the choices are clicked. */
(function () {
  "use strict";

  var paper = document.querySelector("[data-signing]");
  if (!paper) return;

  function typing(target) { return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type)); }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.key.length !== 1) return;
    if (document.documentElement.dataset.letters === "off" || !event.target.closest("[data-signing]") || typing(event.target)) return;
    var thing = paper.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!thing || thing.disabled) return;
    event.preventDefault();
    thing.click();
    var words = thing.type === "radio" && thing.value !== "agree" ? document.getElementById("id_because") : thing;
    if (words) words.focus();
  }, true);

  /* Read from the first: the text has the focus, so that the keys work, and nothing scrolls. */
  var text = paper.querySelector(".document");
  if (text && document.activeElement === document.body && !location.hash) { text.setAttribute("tabindex", "-1"); text.focus({ preventScroll: true }); }
})();
