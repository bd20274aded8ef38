/* The call drawer: "Log a call", or c outside a field, opens the form beside the page that is open. Without this the link leads to a page of its own. */
(function () {
  "use strict";

  var link = document.querySelector("[data-call]"), drawer = null;
  if (!link || document.querySelector('main form[action="/calls/new/"]')) return;

  function close() {
    if (!drawer) return;
    drawer.hidden = true;
    link.setAttribute("aria-expanded", "false");
    link.focus();
  }

  function build(html) {
    drawer = document.createElement("aside");
    drawer.className = "drawer";
    drawer.setAttribute("aria-label", "Log a call");
    drawer.innerHTML = '<div class="drawer-head"><h2>Log a call</h2><button type="button" class="button button--small" data-close>Close <kbd aria-hidden="true">Esc</kbd></button></div><div class="drawer-body"></div>';
    drawer.querySelector(".drawer-body").innerHTML = html;
    drawer.querySelector("[data-close]").addEventListener("click", close);
    drawer.addEventListener("keydown", function (event) { if (event.key === "Escape") { event.preventDefault(); close(); } });
    document.body.append(drawer);
    if (window.dulyKeeps) window.dulyKeeps(drawer.querySelector("form"));
  }

  function show() {
    drawer.hidden = false;
    link.setAttribute("aria-expanded", "true");
    (drawer.querySelector("[name=caller]") || drawer.querySelector("[name=gist]")).focus();
  }

  function open() {
    if (drawer) { if (drawer.hidden) show(); else close(); return; }
    fetch(link.href + "&drawer=1", { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) { build(html); show(); }).catch(function () { location.href = link.href; });
  }

  link.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", function (event) {
    var into = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    var wanted = window.dulyKey ? window.dulyKey("c") : "c";
    if (event.key !== wanted || into || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (document.documentElement.dataset.letters === "off") return;
    event.preventDefault();
    open();
  });
})();
