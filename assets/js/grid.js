/* The keying grid: moving, copying, pasting, and the check of every line by the office as it is typed.
   Without this file it is a form of rows, which the same button checks and takes in. */
(function () {
  "use strict";

  var form = document.querySelector("form[data-grid]");
  if (!form) return;
  var body = form.querySelector("[data-rows] tbody"), here = form.querySelector("[data-this-line]");
  var today = form.dataset.today.split("/").map(Number);
  var CARRIED = ["service", "week_starting", "rate"], KEPT_AS_TYPED = ["rate", "amount", "vat"], DAYS = ["week_starting", "from", "to"];
  var PAUSE = 120, MONTH = 31 * 86400000;
  var before = "", timer = 0, asked = 0, known = {}, standing = "";

  function rows() { return Array.prototype.slice.call(body.rows); }
  function cells(row) { return Array.prototype.slice.call(row.querySelectorAll("input.cell")); }
  function named(row, name) { return cells(row).filter(function (cell) { return cell.name === name; })[0]; }
  function used(row) { return cells(row).some(function (cell) { return cell.value.trim(); }); }
  function number(row) { return row.dataset.line; }
  function make(tag, words, kind) {
    var made = document.createElement(tag);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  /* ---- moving ---- */

  function go(cell) { if (cell) { cell.focus(); cell.select(); } }

  function put(cell, value) {
    if (!cell || cell.value === value) return;
    cell.value = value;
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function another() {
    var last = rows().slice(-1)[0], row = last.cloneNode(true), n = Number(number(last)) + 1;
    row.dataset.line = n;
    row.cells[0].textContent = n;
    cells(row).forEach(function (cell) {
      cell.value = "";
      cell.id = "cell-" + n + "-" + cell.name;
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
      delete cell.dataset.carried;
      delete cell.dataset.cleared;
      cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(/\d+$/, n));
    });
    var says = row.querySelector(".says");
    says.id = "says-" + n;
    says.textContent = "";
    body.append(row);
    return row;
  }

  function carry(row) {
    var above = row.previousElementSibling;
    if (!above || !named(row, "person").value.trim()) return;
    CARRIED.forEach(function (name) {
      var cell = named(row, name), from = named(above, name);
      if (!cell || cell.value.trim() || cell.dataset.cleared) return;
      put(cell, from.value);
      cell.dataset.carried = from.value;
    });
  }

  /* A line whose person is taken out again gives up what it had from the line above. */
  function giveUp(row) {
    cells(row).forEach(function (cell) {
      if (cell.dataset.carried && cell.value === cell.dataset.carried) put(cell, "");
      delete cell.dataset.carried;
    });
  }

  function needed(cell) { return !cell.value.trim() && cell.name !== "vat"; }

  function on(cell) {
    var row = cell.closest("tr"), all = cells(row), at = all.indexOf(cell);
    tidy(cell);
    var next = all.slice(at + 1).filter(needed)[0];
    if (next && used(row)) return go(next);
    var below = row.nextElementSibling || another();
    go(used(below) ? cells(below).filter(needed)[0] || cells(below)[at] : cells(below)[0]);
  }

  function above(cell) {
    var row = cell.closest("tr").previousElementSibling;
    if (row) put(cell, named(row, cell.name).value);
    cell.select();
  }

  /* t is today, 9/11 the latest ninth of November that is not more than a month away. */
  function tidy(cell) {
    var typed = cell.value.trim(), found = /^(\d{1,2})[\/.-](\d{1,2})$/.exec(typed);
    if (cell.name === "person") carry(cell.closest("tr"));
    if (DAYS.indexOf(cell.name) < 0) return;
    if (typed.toLowerCase() === "t") return put(cell, today.join("/"));
    if (!found) return;
    for (var year = today[2] + 1; year > today[2] - 2; year -= 1) {
      if (Date.UTC(year, found[2] - 1, found[1]) - Date.UTC(today[2], today[1] - 1, today[0]) <= MONTH) {
        return put(cell, Number(found[1]) + "/" + Number(found[2]) + "/" + year);
      }
    }
  }

  function nearest(cell) {
    var line = known[number(cell.closest("tr"))];
    var fault = line && (line.faults.filter(function (one) { return one.column === cell.name && one.nearest; })[0] ||
      line.faults.filter(function (one) { return one.nearest; })[0]);
    if (!fault) return;
    var mended = named(cell.closest("tr"), fault.column);
    put(mended, fault.nearest);
    go(mended);
    soon();
  }

  var last = null;
  form.addEventListener("focusin", function (event) {
    if (!event.target.matches("input")) return;
    before = event.target.value;
    if (!event.target.matches(".cell")) return;
    last = event.target;
    last.select();
    standing = number(last.closest("tr"));
    paint();
  });
  form.addEventListener("focusout", function (event) {
    if (event.target.matches(".cell")) tidy(event.target);
    if (event.target.matches("input")) soon();
  });
  form.addEventListener("input", function (event) {
    if (!event.target.matches(".cell") || event.target.value) return;
    if (event.target.name === "person") giveUp(event.target.closest("tr")); else event.target.dataset.cleared = "yes";
  });

  form.addEventListener("keydown", function (event) {
    var cell = event.target;
    if (!cell.matches("input") || event.isComposing) return;
    var grid = cell.matches(".cell"), key = event.key;
    if (key === "Enter" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      if (grid) return event.shiftKey ? up(cell, -1) : on(cell);
      var boxes = Array.prototype.slice.call(form.querySelectorAll(".keying-head input, input.cell"));
      return go(boxes[boxes.indexOf(cell) + 1]);
    }
    if (key === "Escape") { put(cell, before); cell.select(); event.preventDefault(); return; }
    if (!grid) return;
    if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "d") { event.preventDefault(); above(cell); }
    else if (event.altKey && key.toLowerCase() === "n") { event.preventDefault(); nearest(cell); }
    else if ((key === "ArrowDown" || key === "ArrowUp") && !event.altKey) { event.preventDefault(); up(cell, key === "ArrowDown" ? 1 : -1); }
  });

  function up(cell, by) {
    var all = rows(), at = all.indexOf(cell.closest("tr")) + by;
    if (at >= 0) go(named(all[at] || another(), cell.name));
  }

  [["[data-copy-above]", above], ["[data-take-nearest]", nearest]].forEach(function (pair) {
    var button = form.querySelector(pair[0]);
    button.hidden = false;
    button.addEventListener("click", function () { if (last) { last.focus(); pair[1](last); soon(); } });
  });
  form.querySelector("button[value=more]:not(.vh)").addEventListener("click", function (event) {
    event.preventDefault();
    var first = another();
    for (var n = 0; n < 9; n += 1) another();
    go(cells(first)[0]);
  });

  /* ---- rows from a spreadsheet ---- */

  form.addEventListener("paste", function (event) {
    var cell = event.target, text = (event.clipboardData || window.clipboardData).getData("text");
    if (!cell.matches(".cell") || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    event.preventDefault();
    var pasted = text.replace(/\r/g, "").replace(/\n$/, "").split("\n").map(function (line) { return line.split("\t"); });
    var row = cell.closest("tr"), at = cells(row).indexOf(cell);
    pasted.forEach(function (words, n) {
      if (n) row = row.nextElementSibling || another();
      cells(row).slice(at).forEach(function (one, place) {
        if (place < words.length) { one.value = words[place].trim(); tidy(one); }
      });
    });
    cell.dispatchEvent(new Event("change", { bubbles: true }));
    go(cells(row)[at]);
    soon();
  });

  /* ---- what the office says of it ---- */

  function soon() { clearTimeout(timer); timer = setTimeout(ask, PAUSE); }

  function ask() {
    var sent = new URLSearchParams(new FormData(form)), mine = asked += 1, typed = {};
    if (!rows().some(used) && !form.elements.provider.value.trim()) return;
    rows().forEach(function (row) { typed[number(row)] = cells(row).map(function (cell) { return cell.value; }); });
    sent.set("grid", form.dataset.grid);
    fetch(form.dataset.check, {
      method: "POST", body: sent, credentials: "same-origin", redirect: "manual",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "fetch" }
    }).then(function (answer) {
      if (mine !== asked) return null;
      if (!answer.ok && answer.status !== 403) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (said) { if (said && mine === asked) hear(said, typed); }).catch(function () {
      if (mine === asked) here.replaceChildren(make("p", "Not checked: the office does not answer. What you typed is still here, and is checked before it is taken in.", "says-wrong"));
    });
  }

  function hear(said, typed) {
    if (said.because) { here.replaceChildren(make("p", said.because, "says-wrong")); return; }
    known = said.lines;
    rows().forEach(function (row) {
      var line = known[number(row)];
      if (!line) return;
      cells(row).forEach(function (cell, at) {
        var value = line.values[cell.name];
        var as_sent = typed[number(row)] && typed[number(row)][at] === cell.value;
        if (value && as_sent && cell !== document.activeElement && KEPT_AS_TYPED.indexOf(cell.name) < 0) put(cell, value);
      });
    });
    var hint = document.getElementById("id_provider-hint");
    if (hint) hint.textContent = said.provider || "Reference or name";
    var wrong = said.invoice.filter(function (one) { return one.column !== "total" && !one.empty; });
    form.querySelector("[data-invoice-says]").textContent = said.refused || wrong.map(function (one) {
      return one.says + (one.nearest ? " Did you mean " + one.nearest + "?" : "");
    }).join(" ");
    var totals = form.querySelector("[data-totals]");
    totals.replaceChildren.apply(totals, said.totals.map(function (pair, n) {
      var div = make("div", "", n === said.totals.length - 1 ? "sum-result" : "");
      div.append(make("dt", pair[0]), make("dd", pair[1]));
      return div;
    }));
    var tape = form.querySelector("[data-tape]");
    tape.replaceChildren.apply(tape, said.tape.map(function (one) { return make("li", one); }));
    paint();
  }

  function paint() {
    rows().forEach(function (row) {
      var line = known[number(row)], now = number(row) === standing, says = row.querySelector(".says");
      var faults = line && used(row) ? line.faults.filter(function (one) { return !(now && one.empty); }) : [];
      row.classList.toggle("is-selected", now);
      cells(row).forEach(function (cell) {
        var wrong = faults.some(function (one) { return one.column === cell.name; });
        if (wrong) { cell.setAttribute("aria-invalid", "true"); cell.setAttribute("aria-describedby", says.id); }
        else { cell.removeAttribute("aria-invalid"); cell.removeAttribute("aria-describedby"); }
      });
      says.replaceChildren.apply(says, line && used(row) ? words(line, faults) : []);
    });
    var mine = known[standing] || known[String(Number(standing) - 1)];
    if (mine) here.replaceChildren.apply(here, in_full(mine));
    else here.replaceChildren(make("p", standing ? "Nothing is known of line " + standing + " yet." : "", "why"));
  }

  function words(line, faults) {
    var told = line.name ? [make("strong", line.name)] : [];
    faults.forEach(function (one) { told.push(make("span", one.says + (one.nearest ? " Nearest: " + one.nearest : ""), "says-wrong")); });
    line.said.forEach(function (one) { if (one[0]) told.push(make("span", one[0], "tag tag--" + one[1])); });
    if (!faults.length && line.said.length && !line.said.some(function (one) { return one[0]; })) told.push(make("span", "✓ As agreed", "says-right"));
    return told.reduce(function (all, one) { return all.concat(all.length ? [" ", one] : [one]); }, []);
  }

  function in_full(line) {
    var told = [make("p", "Line " + (known[standing] ? standing : standing - 1) + (line.name ? ": " + line.name : ""), "is-strong")], list = make("ul", "", "checks");
    line.faults.forEach(function (one) { if (!one.empty) list.append(make("li", one.says + (one.nearest ? " Nearest: " + one.nearest + " (Alt N)." : ""), "is-failed")); });
    line.said.forEach(function (one) { list.append(make("li", (one[0] ? one[0] + ". " : "") + one[2], one[0] ? "is-warning" : "is-passed")); });
    return list.children.length ? told.concat([list]) : told;
  }

  if (rows().some(used)) ask();
  else if (!document.querySelector("[data-error-summary]") && !form.elements.provider.value) go(form.elements.provider);
})();
