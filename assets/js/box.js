/* The command box: Ctrl K, or / outside a field. What is found is drawn by the office; this moves along it. Without it the search box is a plain form. */
(function () {
  "use strict";

  var form = document.querySelector("form.search");
  if (!form || !window.HTMLDialogElement) return;
  var PAUSE = 70, box, input, list, timer, asked = 0, answered = 0, on = -1;

  function build() {
    box = document.createElement("dialog");
    box.className = "box"; box.setAttribute("aria-label", "Search, or type a command");
    box.innerHTML = '<div class="box-head"><input type="text" role="combobox" aria-expanded="true" aria-controls="box-list" aria-autocomplete="list" autocomplete="off" spellcheck="false" ' +
      'aria-label="Search, or type a command"><kbd aria-hidden="true">Esc</kbd></div><div id="box-list" class="box-list" role="listbox" aria-label="What was perhaps meant"></div>' +
      '<p class="box-foot"><span><kbd>↑</kbd> <kbd>↓</kbd> move</span> <span><kbd>Enter</kbd> open</span> <span><kbd>Ctrl Enter</kbd> other screen</span> <span class="box-try">Try a date, 9/11, or a sum, =49.75*21.36</span></p>' +
      '<p class="vh" role="status"></p>';
    document.body.append(box);
    input = box.querySelector("input"); list = box.querySelector(".box-list");
    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
    box.addEventListener("keydown", keys);
    box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
    list.addEventListener("mousemove", function (event) {
      var line = event.target.closest(".box-line");
      if (line) choose(lines().indexOf(line));
    });
  }

  function lines() { return Array.prototype.slice.call(list.querySelectorAll(".box-line")); }

  function choose(n) {
    var every = lines();
    on = every.length ? (n + every.length) % every.length : -1;
    every.forEach(function (line, m) { line.setAttribute("aria-selected", m === on ? "true" : "false"); });
    if (on >= 0) { input.setAttribute("aria-activedescendant", every[on].id); every[on].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }

  function ask() {
    var mine = ++asked;
    return fetch("/box/?q=" + encodeURIComponent(input.value), { credentials: "same-origin", headers: { "X-Requested-With": "fetch" } }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) {
      if (mine < answered) return;
      answered = mine;
      list.innerHTML = html;
      choose(0);
      box.querySelector("[role=status]").textContent = lines().length + " found";
    }).catch(function () { list.textContent = "The office does not answer. Try again, or press Esc and use the navigation."; });
  }

  function open(line, beside) {
    if (!line) return;
    if (!line.href) { input.value = line.dataset.answer; input.select(); if (navigator.clipboard) navigator.clipboard.writeText(line.dataset.answer).catch(function () {}); return; }
    if (beside) window.open(line.href, "duly-beside"); else line.click();
  }

  function keys(event) {
    if (event.key === "ArrowDown") choose(on + 1);
    else if (event.key === "ArrowUp") choose(on - 1);
    else if (event.key === "Enter") {
      clearTimeout(timer);
      var beside = event.ctrlKey;
      if (answered === asked && box.dataset.typed === input.value) open(lines()[on], beside);
      else ask().then(function () { box.dataset.typed = input.value; open(lines()[on], beside); });
    } else return;
    event.preventDefault();
  }

  function show() {
    if (!box) build();
    if (box.open) return;
    box.showModal();
    input.value = ""; input.focus();
    ask();
  }

  document.addEventListener("keydown", function (event) {
    var control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    var into = event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    var slash = event.key === (window.dulyKey ? window.dulyKey("/") : "/") && !into && !event.ctrlKey && !event.altKey && !event.metaKey &&
      document.documentElement.dataset.letters !== "off" && !document.querySelector("dialog[open]");
    if (control || slash) { event.preventDefault(); show(); }
  });
  form.querySelector("input").addEventListener("mousedown", function (event) { event.preventDefault(); show(); });
})();
