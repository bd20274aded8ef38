/* A submission under review: a, r and m choose the verdict from anywhere in its panes, and the first thing to fill in takes the focus.
   Every key has a button on the page; without this file the choices are clicked. */
(function () {
  "use strict";

  var review = document.querySelector("[data-review]"), form = document.querySelector("[data-verdict]");
  if (!review || !form) return;

  function own(usual) { return window.dulyKey ? window.dulyKey(usual) : usual; }
  function typing(target) { return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type)); }
  function filled(point) { return Array.prototype.some.call(point.querySelectorAll("textarea, select, input"), function (one) { return one.value; }); }
  function points() { return Array.prototype.slice.call(form.querySelectorAll("[data-point]")); }

  /* "Return with 2 points", as many as have something in them. */
  function name() {
    var chosen = form.querySelector("input[name=verdict]:checked"), button = form.querySelector('[data-key="Ctrl Enter"]');
    if (!chosen || !button) return;
    var many = points().filter(filled).length;
    var words = { ready: "Pass it as ready", comment: "Keep the comment", "return": "Return with " + many + (many === 1 ? " point" : " points") }[chosen.value];
    button.firstChild.textContent = words + " ";
  }

  function choose(radio) {
    if (radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    var part = form.querySelector(".verdict-part--" + radio.value);
    var empty = radio.value === "return" ? points().filter(function (one) { return !filled(one); })[0] : null;
    var next = (empty || part).querySelector("input, select, textarea");
    if (next) next.focus();
  }

  form.addEventListener("change", name);
  form.addEventListener("input", name);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.documentElement.dataset.letters === "off") return;
    if (!event.target.closest("[data-review]") || typing(event.target)) return;
    var radio = ["a", "r", "m"].map(function (key) { return event.key === own(key) ? form.querySelector('[data-key="' + CSS.escape(event.key) + '"]') : null; })
      .filter(Boolean)[0];
    if (radio) { event.preventDefault(); choose(radio); }
  }, true);

  /* Read from the first: the text has the focus, so that the keys work, and nothing scrolls. */
  var text = review.querySelector(".document");
  if (text && document.activeElement === document.body && !location.hash) { text.setAttribute("tabindex", "-1"); text.focus({ preventScroll: true }); }
  name();
})();
