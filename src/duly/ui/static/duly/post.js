/* The triage inbox: Enter accepts what is suggested, a key chooses a way and goes on to what it needs, 3 alerts with a note.
   Every key has a button or a field on the page, and works only while the focus is in the letter's pane. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-triage]"), reading = document.querySelector("[data-reading]");
  if (!form) return;
  var pane = form.closest(".pane");

  function own(usual) { return window.dulyKey ? window.dulyKey(usual) : usual; }
  function typing(target) {
    return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
  }
  function field(name) { return form.elements.namedItem(name); }
  function go(name) { var to = field(name); to.focus(); if (to.select) to.select(); }

  /* The team typed, or the item it is a duplicate of, takes the place of what was suggested. */
  var NEEDS = { direct: "direct_to", allocate: "direct_to", duplicate: "direct_to", hold: "next_action" };

  function choose(radio) {
    if (radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    if (radio.value === "duplicate") field("direct_to").value = "";
    if (NEEDS[radio.value]) go(NEEDS[radio.value]); else radio.focus();
  }

  function send() {
    var button = form.querySelector("button:not([type=button])");
    if (button && !button.disabled) form.requestSubmit(button);
  }

  function did(event) {
    var target = event.target, key = event.key;
    if (key === "Enter") {
      if (target.closest("a, button, summary, textarea")) return false;
      send();
      return true;
    }
    if (key === "Escape" && typing(target)) { reading.focus(); return true; }
    if (typing(target) || document.documentElement.dataset.letters === "off" || key.length !== 1) return false;
    if (key === own("3")) { field("alert").checked = true; go("note"); return true; }
    var radio = form.querySelector('[data-choices] input[data-key="' + CSS.escape(key) + '"]');
    if (radio) choose(radio);
    return !!radio;
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !event.target.closest || event.target.closest(".pane") !== pane) return;
    if (did(event)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  field("direct_to").setAttribute("list", "teams");
  if (reading && !document.querySelector("[data-error-summary], #place")) reading.focus({ preventScroll: true });
})();
