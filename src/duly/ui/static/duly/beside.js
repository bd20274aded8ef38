/* A pane on the other screen: any pane opens in a window of its own, and the two stay in step. What is opened or decided in one is shown in the other.
   Nothing but the pane's name is kept, and only for as long as its window is open. */
(function () {
  "use strict";

  if (!window.BroadcastChannel || !document.querySelector(".pane")) return;
  var KEPT = "duly-beside", FOLLOWED = "duly-followed", channel = new BroadcastChannel("duly-beside");
  var given = /^#beside=(.+)$/.exec(location.hash), first = !!given;
  if (given) sessionStorage.setItem(KEPT, decodeURIComponent(given[1]));
  var label = window.name.indexOf("duly-beside") === 0 ? sessionStorage.getItem(KEPT) : null;

  function name(pane) { return pane.getAttribute("aria-label") || ""; }
  function here() { return location.pathname + location.search; }
  var panes = Array.prototype.slice.call(document.querySelectorAll(".pane")).filter(name);

  function button(words, title, act) {
    var made = document.createElement("button");
    made.type = "button"; made.className = "beside"; made.textContent = words;
    made.setAttribute("aria-label", title); made.title = title;
    made.addEventListener("click", act);
    return made;
  }

  /* Two sheets, one behind the other: drawn, for no letter of our typeface shows it. */
  function twoSheets() {
    var of = "http://www.w3.org/2000/svg", drawn = document.createElementNS(of, "svg"), line = document.createElementNS(of, "path");
    [["viewBox", "0 0 16 16"], ["width", "14"], ["height", "14"], ["aria-hidden", "true"]].forEach(function (one) { drawn.setAttribute(one[0], one[1]); });
    [["d", "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"], ["fill", "none"], ["stroke", "currentColor"], ["stroke-width", "1.4"]].forEach(function (one) { line.setAttribute(one[0], one[1]); });
    drawn.append(line);
    return drawn;
  }

  var own = label && panes.filter(function (pane) { return name(pane) === label; })[0];
  if (own) {
    document.documentElement.dataset.beside = "yes";
    own.dataset.shown = "yes";
    document.title = label + " – " + document.title;
    (own.querySelector(".pane-head") || own).prepend(button("Back to one screen", "Close this window: " + label, function () { sessionStorage.removeItem(KEPT); window.close(); }));
  } else {
    panes.forEach(function (pane) {
      var head = pane.querySelector(".pane-head"), send = button("", "Send to the other screen: " + name(pane), function () {
        window.open(here() + "#beside=" + encodeURIComponent(name(pane)), "duly-beside " + name(pane), "popup,width=900,height=800");
      });
      send.append(twoSheets());
      if (head) head.append(send); else pane.prepend(send);
    });
  }

  var waits = null;
  function follow(address) {
    if (window.dulyUnsaved && window.dulyUnsaved()) { offer(address); return; }
    sessionStorage.setItem(FOLLOWED, address);
    if (address === here()) location.reload(); else location.replace(address);
  }

  /* Something typed here is not kept yet: the person says when to follow. */
  function offer(address) {
    if (!waits) {
      waits = document.createElement("p");
      waits.className = "others"; waits.setAttribute("role", "status");
      document.getElementById("main").prepend(waits);
    }
    waits.textContent = "The other screen has gone on. ";
    waits.append(button("Follow it", "Follow the other screen", function () { follow(address); }));
  }

  channel.addEventListener("message", function (event) {
    var at = event.data && event.data.at, path = at && at.split("?")[0];
    if (!at || !/^\/(?![/\\])/.test(at) || path !== location.pathname || event.data.beside === !!own) return;
    follow(at);
  });

  var followed = sessionStorage.getItem(FOLLOWED);
  sessionStorage.removeItem(FOLLOWED);
  if (followed !== here() && !first) channel.postMessage({ at: here(), beside: !!own });
})();
