/* Keys, focus and care with submitting. Every page works without this file.
   Letters and numbers do something only while the focus is inside the list, the choices or the pane they belong to. */
(function () {
  "use strict";

  function typing(target) {
    return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target.tagName === "INPUT" && !/^(radio|checkbox|button|submit|file)$/.test(target.type));
  }

  /* The key this person presses where others press the usual one. */
  function own(usual) { return window.dulyKey ? window.dulyKey(usual) : usual; }

  function way(row) {
    return row.matches("a") ? row : row.querySelector("a[href]") || row.querySelector("input, button");
  }

  /* In a list: j and k move, x ticks. Enter is the link's own. */
  function moveInList(list, event) {
    var rows = Array.prototype.slice.call(list.querySelectorAll("[data-row]"));
    if (!rows.length) return;
    var here = rows.findIndex(function (row) { return row.contains(event.target); });
    if (event.key === own("j") || event.key === own("k")) {
      var next = here < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, here + (event.key === own("j") ? 1 : -1)));
      var to = way(rows[next]);
      if (to) { to.focus(); event.preventDefault(); }
    } else if (event.key === own("x") && here >= 0) {
      var box = rows[here].querySelector("input[type=checkbox]");
      if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); event.preventDefault(); }
    }
  }

  /* A key drawn on a choice, a button or a link: looked for in the pane we are in, then in the title row. */
  function press(event) {
    var here = event.target.closest("[data-choices], [data-list], .pane");
    if (!here || event.key.length !== 1) return;
    var wanted = '[data-key="' + CSS.escape(event.key) + '"]';
    var found = here.querySelector(wanted) || (here.closest(".pane") || here).querySelector(wanted) ||
      document.querySelector(".head " + wanted);
    if (!found || found.disabled) return;
    event.preventDefault();
    found.focus();
    found.click();
  }

  function openKeys() {
    var keys = document.getElementById("keys");
    if (keys && !keys.open) keys.showModal();
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey && event.key === "Enter" && event.target.form) {
      var send = event.target.form.querySelector('[data-key="Ctrl Enter"]');
      if (send) { event.preventDefault(); send.click(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "?") { openKeys(); return; }
    if (document.documentElement.dataset.letters === "off") return;
    var list = event.target.closest("[data-list]");
    if (list) moveInList(list, event);
    if (!event.defaultPrevented) press(event);
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
    if ((form.getAttribute("method") || "").toLowerCase() !== "post") return;
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

  /* A region that does not scroll need not be a stop for the Tab key, nor one that is typed in: its boxes are the stops. What is in it is watched too: a font that comes late makes it wider. */
  var SCROLLING = ".pane-body[role=region], .table-scroll";
  var watched = new ResizeObserver(function (changed) {
    new Set(changed.map(function (one) { return one.target.closest(SCROLLING); })).forEach(function (region) { if (region) restStop(region); });
  });
  function restStop(region) {
    var scrolls = getComputedStyle(region).overflowX !== "visible" &&
      (region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight);
    if (scrolls && !region.querySelector("input[type=text], input:not([type]), textarea")) region.setAttribute("tabindex", "0"); else region.removeAttribute("tabindex");
  }
  document.querySelectorAll(SCROLLING).forEach(function (region) {
    watched.observe(region);
    Array.prototype.forEach.call(region.children, function (child) { watched.observe(child); });
  });

  var summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
  // A page that is one form begins in its first box, but where a keyboard would rise over it; a form under other things does not draw the page down to it.
  var only = document.querySelectorAll("main form").length === 1 && document.querySelector(".page--read > form.form");
  var first = only && only.querySelector("input:not([type=hidden]):not([readonly]), select, textarea");
  if (first && !summary && document.activeElement === document.body && !location.hash && !matchMedia("(pointer: coarse)").matches) {
    if (first.matches("select, textarea, [type=text], :not([type])")) first.focus();
  }
})();
