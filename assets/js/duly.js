/* Keys, focus and care with submitting. Every page works without this file. */
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target.tagName === "INPUT" && !/^(radio|checkbox|button|submit|file)$/.test(target.type));
  }

  function way(row) {
    return row.matches("a") ? row : row.querySelector("a[href]") || row.querySelector("input, button");
  }

  /* In a list: j and k move, x ticks. Enter is the link's own. */
  function moveInList(list, event) {
    var rows = Array.prototype.slice.call(list.querySelectorAll("[data-row]"));
    if (!rows.length) return;
    var here = rows.findIndex(function (row) { return row.contains(event.target); });
    if (event.key === "j" || event.key === "k") {
      var next = here < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)));
      var to = way(rows[next]);
      if (to) { to.focus(); event.preventDefault(); }
    } else if (event.key === "x" && here >= 0) {
      var box = rows[here].querySelector("input[type=checkbox]");
      if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); event.preventDefault(); }
    }
  }

  function choose(group, event) {
    var option = group.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!option || option.disabled) return;
    option.focus();
    option.click();
    event.preventDefault();
  }

  function openKeys() {
    var keys = document.getElementById("keys");
    if (keys && !keys.open) keys.showModal();
  }

  document.addEventListener("keydown", function (event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      var search = document.querySelector(".search input");
      if (search) { search.focus(); search.select(); event.preventDefault(); }
      return;
    }
    if (event.altKey && !event.ctrlKey && event.key.toLowerCase() === "r") {
      var parked = document.querySelector("a.parked");
      if (parked) { event.preventDefault(); parked.click(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?" && document.body.dataset.letterKeys !== "off") { openKeys(); return; }
    var list = event.target.closest("[data-list]");
    if (list) moveInList(list, event);
    var group = event.target.closest("[data-choices]");
    if (group) choose(group, event);
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-keys-open]")) openKeys();
    if (event.target.closest("[data-refused]")) event.preventDefault();
  });

  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-tick-all]")) return;
    event.target.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach(function (box) {
      box.checked = event.target.checked;
    });
  });

  /* A second press of the same button does nothing. The button's own name and value must still be sent, so it is
     switched off only after the form has gone. Coming back to the page switches it on again. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(function () {
      form.querySelectorAll("button:not([type=button])").forEach(function (button) { button.disabled = true; });
    }, 0);
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("button").forEach(function (button) { button.disabled = false; });
    });
  });

  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
