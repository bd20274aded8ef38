/* The workbench: a key chooses a way and goes on to its reason, Enter decides, ticked lines are decided together, the last decision is undone.
   Every key has a button or a link on the page, and works only while the focus is in the workbench. */
(function () {
  "use strict";

  var bench = document.querySelector("[data-bench]"), last = null;
  if (!bench) return;

  function own(usual) { return window.dulyKey ? window.dulyKey(usual) : usual; }
  function find(what) { return bench.querySelector(what); }
  function typing(target) {
    return /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target.tagName === "INPUT" && !/^(radio|checkbox)$/.test(target.type));
  }
  function boxes() { return Array.prototype.slice.call(bench.querySelectorAll("tbody input[type=checkbox]")); }

  function count() {
    var said = find("[data-ticked]"), many = boxes().filter(function (box) { return box.checked; }).length;
    if (said) said.textContent = many ? many + " ticked" : "";
  }

  function say(words) { var place = find("[data-choice-said]"); if (place) place.textContent = words; }

  /* A way that cannot be taken leaves none chosen: Enter must not take another in its stead. */
  function refuse(radio) {
    var label = radio.closest("label"), why = label.querySelector(".refusal");
    Array.prototype.forEach.call(radio.form.elements[radio.name], function (one) { one.checked = false; });
    say(label.querySelector("strong").textContent + " cannot be chosen. " + (why ? why.textContent : ""));
    label.scrollIntoView({ block: "nearest" });
  }

  /* A way is chosen: on to its reason, or to the amount where it is one of one's own. */
  function choose(radio) {
    if (radio.disabled) { refuse(radio); return; }
    say("");
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    var next = (radio.value === "pay_other" && find('input[name="amount"]')) || find('select[name="reason"]');
    if (next) next.focus();
  }

  /* A reason by its number: the list's own way takes the second of two like figures for the next entry, so that 11 would come out as 12. */
  var typed = "", typedAt = 0;
  function reason(select, figure) {
    function called(number) {
      return Array.prototype.filter.call(select.options, function (one) { return one.value && one.value.indexOf(number) === 0; })[0];
    }
    typed = Date.now() - typedAt < 1500 && called(typed + figure) ? typed + figure : figure;
    typedAt = Date.now();
    var found = called(typed);
    if (!found) return false;
    select.value = found.value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  function tick(box, to) {
    box.checked = to;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function upTo(row) {
    var all = boxes(), here = all.indexOf(row.querySelector("input[type=checkbox]")), from = last ? all.indexOf(last) : here;
    all.slice(Math.min(from, here), Math.max(from, here) + 1).forEach(function (box) { tick(box, true); });
  }

  var DOES = {
    j: function (inList) { return !inList && press('[rel="next"]'); },
    k: function (inList) { return !inList && press('[rel="prev"]'); },
    "]": function () { return press('[rel="next"]'); },
    "[": function () { return press('[rel="prev"]'); },
    b: function () { return press('[data-key="' + CSS.escape(own("b")) + '"]'); },
    u: function () { return press('[data-key="' + CSS.escape(own("u")) + '"]'); },
    x: function (inList) {
      var box = !inList && find(".is-selected input[type=checkbox]");
      if (box) tick(box, !box.checked);
      return !!box;
    }
  };

  function press(what) {
    var found = find(what);
    if (found) found.click();
    return !!found;
  }

  /* From the open line to where it stands in the list. */
  function toList() {
    var link = find(".is-selected a[href]") || find("tbody a[href]");
    if (link) link.focus();
    return !!link;
  }

  function did(event) {
    var target = event.target, row = target.closest("[data-row]");
    if (event.key === "Enter" && target.name === "reason") { target.form.requestSubmit(target.form.querySelector("button:not([type=button])")); return true; }
    if (/^[0-9]$/.test(event.key) && target.name === "reason") return reason(target, event.key);
    if (event.key === "Escape" && target.name === "reason") { var chosen = find("[data-choices] input:checked"); if (chosen) chosen.focus(); return !!chosen; }
    if (event.key === "Escape" && !typing(target) && !row) return toList();
    if (typing(target) || document.documentElement.dataset.letters === "off" || event.key.length !== 1) return false;
    var radio = find('[data-choices] input[data-key="' + CSS.escape(event.key) + '"]');
    if (radio) { choose(radio); return true; }
    if (event.shiftKey && event.key.toLowerCase() === own("x") && row) { upTo(row); return true; }
    var usual = Object.keys(DOES).filter(function (one) { return own(one) === event.key; })[0];
    return !!usual && DOES[usual](!!row);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest("[data-bench]")) return;
    if (did(event)) { event.preventDefault(); event.stopImmediatePropagation(); }
  }, true);

  bench.addEventListener("change", function (event) {
    if (!event.target.matches("input[type=checkbox]")) return;
    if (event.target.checked && !event.target.matches("[data-tick-all]")) last = event.target;
    setTimeout(count, 0);
  });

  /* What can no longer be taken back is no longer offered. */
  document.querySelectorAll("[data-undo-seconds]").forEach(function (form) {
    setTimeout(function () { if (!form.dataset.sent) form.hidden = true; }, Number(form.dataset.undoSeconds) * 1000);
  });

  var start = find("[data-bench-focus]");
  if (start && !document.querySelector("[data-error-summary], #place")) {
    var first = start.matches("a") ? start : start.querySelector("input:checked") || start.querySelector("input:not([disabled])");
    if (first) { first.focus({ preventScroll: true }); (first.closest("label") || start).scrollIntoView({ block: "nearest" }); }
  } else if (!start && !document.querySelector("[data-error-summary], #place")) toList();
  count();
})();
