/* A person's own desk: what is typed is kept as it is typed, work is put aside and taken up again, and people at one thing see each other.
   Every page works without this file; what it keeps is kept by the office, never by the browser. */
(function () {
  "use strict";

  var root = document.documentElement;
  var PAUSE = 800, AGAIN = 5000, HERE = 15000;

  function token() {
    var cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    var field = document.querySelector("input[name=csrfmiddlewaretoken]");
    return cookie ? decodeURIComponent(cookie[1]) : field ? field.value : "";
  }

  function tell(address, words, leaving) {
    return fetch(address, {
      method: "POST", body: new URLSearchParams(words), keepalive: !!leaving, redirect: "manual", credentials: "same-origin",
      headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch" }
    });
  }

  function given(id) {
    var kept = document.getElementById(id);
    return kept ? JSON.parse(kept.textContent) : null;
  }

  /* ---- one's own keys ---- */

  var own = {};
  (root.dataset.keymap || "").split(" ").forEach(function (pair) { if (pair) own[pair[0]] = pair.slice(1); });
  window.dulyKey = function (usual) { return Object.prototype.hasOwnProperty.call(own, usual) ? own[usual] : usual; };
  document.querySelectorAll("[data-key]").forEach(function (thing) {
    var usual = thing.dataset.key;
    if (window.dulyKey(usual) === usual) return;
    thing.dataset.key = window.dulyKey(usual);
    (thing.closest("label") || thing).querySelectorAll("kbd").forEach(function (drawn) { drawn.textContent = thing.dataset.key; });
  });

  /* ---- drafts ---- */

  var strip = null;
  function warn(words, link) {
    if (!words) { if (strip) strip.remove(); strip = null; return; }
    if (!strip) {
      strip = document.createElement("p");
      strip.className = "unsaved";
      strip.setAttribute("role", "alert");
      document.getElementById("main").prepend(strip);
    }
    if (strip.dataset.words === words) return;
    strip.dataset.words = words;
    strip.textContent = words + " ";
    if (link) {
      var to = document.createElement("a");
      to.href = link; to.target = "_blank"; to.rel = "noopener"; to.textContent = "Sign in (opens beside this page)";
      strip.append(to);
    }
  }

  function typed(form) {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && !one.disabled && !/^(hidden|password|file|submit|button|reset|image)$/.test(one.type) && one.tagName !== "FIELDSET" &&
        one.tagName !== "BUTTON" && one.autocomplete !== "one-time-code" && !one.closest("[data-no-draft]");
    });
  }

  function words(form) {
    var found = {};
    typed(form).forEach(function (one) {
      if (/^(radio|checkbox)$/.test(one.type)) {
        found[one.name] = found[one.name] || [];
        if (one.checked) found[one.name].push(one.value);
      } else (found[one.name] = found[one.name] || []).push(one.value);
    });
    var was = form.elements.as_was;
    if (was) found.as_was = [was.value];
    return found;
  }

  function fill(form, fields) {
    var left = {};
    if (form.elements.as_was && fields.as_was) form.elements.as_was.value = fields.as_was[0];
    Object.keys(fields).forEach(function (name) { left[name] = fields[name].slice(); });
    typed(form).forEach(function (one) {
      if (!Object.prototype.hasOwnProperty.call(left, one.name)) return;
      if (/^(radio|checkbox)$/.test(one.type)) one.checked = fields[one.name].indexOf(one.value) >= 0;
      else if (left[one.name].length) one.value = left[one.name].shift();
    });
  }

  function Draft(form) {
    this.form = form;
    this.page = form.dataset.draftPage || location.pathname;
    this.key = form.dataset.draft || form.getAttribute("action") || "this page";
    this.drawn = JSON.stringify(words(form));
    this.kept = this.drawn;
    this.timer = 0;
    this.busy = null;
  }

  Draft.prototype.dirty = function () { return JSON.stringify(words(this.form)) !== this.kept; };

  Draft.prototype.say = function (line) {
    if (!this.said) {
      this.said = document.createElement("span");
      this.said.className = "saved";
      this.said.setAttribute("aria-hidden", "true");
      var once = document.createElement("span");
      once.className = "vh";
      once.setAttribute("role", "status");
      var place = this.form.querySelector("[data-saved]") || this.form.querySelector(".pane-head, .buttons") || this.form;
      place.append(this.said, once);
      setTimeout(function () { once.textContent = "Your draft is kept as you type."; }, 50);
    }
    this.said.textContent = line;
  };

  Draft.prototype.save = function (leaving) {
    var draft = this, now = words(this.form), text = JSON.stringify(now);
    clearTimeout(this.timer);
    if (text === this.kept) return Promise.resolve(true);
    if (this.busy && !leaving) return this.busy.then(function () { return draft.save(); });
    this.busy = tell("/desk/drafts/", { page: this.page, form: this.key, fields: text }, leaving).then(function (answer) {
      draft.busy = null;
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        warn("You have been signed out. What you typed is still here, and will be kept once you are signed in.", "/sign-in/?next=/me/");
        draft.later(AGAIN);
        return false;
      }
      if (answer.status === 422) return answer.json().then(function (said) { warn(said.because); return false; });
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json().then(function (said) {
        draft.kept = text;
        draft.say("Saved " + said.saved);
        document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = token() || field.value; });
        if (!drafts.some(function (one) { return one.dirty(); })) warn("");
        return true;
      });
    }).catch(function () {
      draft.busy = null;
      warn("Not saved: the office does not answer. What you typed is still here; it is tried again every five seconds.");
      draft.later(AGAIN);
      return false;
    });
    return this.busy;
  };

  Draft.prototype.later = function (after) {
    var draft = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(function () { draft.save(); }, after);
  };

  Draft.prototype.restore = function (kept) {
    var draft = this;
    fill(this.form, kept.fields);
    this.kept = JSON.stringify(words(this.form));
    if (this.kept === this.drawn) return;
    var at = new Date(kept.at), note = document.createElement("p"), afresh = document.createElement("button");
    note.className = "restored";
    note.setAttribute("role", "status");
    note.textContent = "What you had typed at " + at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/London" }) +
      (new Date().toDateString() === at.toDateString() ? "" : " on " + at.toLocaleDateString("en-GB", { day: "numeric", month: "long" })) + " is here again. ";
    afresh.type = "button"; afresh.className = "button button--small"; afresh.textContent = "Start afresh";
    afresh.addEventListener("click", function () {
      fill(draft.form, JSON.parse(draft.drawn));
      draft.kept = draft.drawn;
      note.remove();
      tell("/desk/drafts/drop/", { page: draft.page, form: draft.key });
      var first = typed(draft.form)[0];
      if (first) first.focus();
    });
    note.append(afresh);
    (this.form.querySelector(".pane-body") || this.form).prepend(note);
  };

  function add(form, name, value) {
    var field = form.querySelector('input[type=hidden][name="' + name + '"]') || document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    form.append(field);
  }

  var drafts = Array.prototype.filter.call(document.querySelectorAll("main form"), function (form) {
    return (form.getAttribute("method") || "").toLowerCase() === "post" && !form.hasAttribute("data-no-draft") &&
      !form.querySelector("input[type=password]") && typed(form).length;
  }).map(function (form) { return new Draft(form); });

  (given("drafts") || []).forEach(function (kept) {
    var draft = drafts.filter(function (one) { return one.key === kept.form; })[0];
    if (draft) draft.restore(kept);
  });

  /* A form that came to the page later: what is typed in it is kept too. */
  window.dulyKeeps = function (form) {
    var draft = new Draft(form);
    drafts.push(draft);
    if (form.dataset.kept) draft.restore(JSON.parse(form.dataset.kept));
  };

  /* Whether anything typed here is not kept yet: nobody then leads this page away. */
  window.dulyUnsaved = function () { return drafts.some(function (one) { return one.dirty(); }); };

  function of(target) { return drafts.filter(function (one) { return one.form === target || one.form.contains(target) || target.form === one.form; })[0]; }

  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var draft = of(event.target);
      if (draft) draft.later(PAUSE);
    });
  });
  document.addEventListener("focusout", function (event) {
    var draft = of(event.target);
    if (draft && draft.dirty()) draft.save();
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") drafts.forEach(function (draft) { if (draft.dirty() && !draft.form.dataset.sent) draft.save(true); });
  });
  window.addEventListener("beforeunload", function (event) {
    if (strip && drafts.some(function (draft) { return draft.dirty() && !draft.form.dataset.sent; })) event.preventDefault();
  });

  /* A form is sent once what was typed in it is known to be kept: with no connection, or signed out, it stays where it is. */
  document.addEventListener("submit", function (event) {
    var draft = of(event.target), button = event.submitter;
    if (!draft || event.target !== draft.form) return;
    add(draft.form, "draft_page", draft.page);
    add(draft.form, "draft_form", draft.key);
    add(draft.form, "draft_names", Object.keys(words(draft.form)).join(","));
    clearTimeout(draft.timer);
    if (draft.sure || !draft.dirty() && !strip) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    draft.kept = strip ? "" : draft.kept;
    draft.save().then(function (kept) {
      if (!kept) return;
      draft.sure = true;
      draft.form.requestSubmit(button && button.form === draft.form ? button : undefined);
      draft.sure = false;
    });
  }, true);

  /* ---- parking ---- */

  var PARTS = ".pane-body, .table-scroll";
  function place() {
    var parts = Array.prototype.map.call(document.querySelectorAll(PARTS), function (part) { return Math.round(part.scrollTop); });
    var on = document.activeElement, focus = on && on !== document.body ? on.id || (on.getAttribute && on.getAttribute("href")) || on.name || "" : "";
    return JSON.stringify({ scroll: [Math.round(window.scrollY)].concat(parts), focus: focus });
  }
  document.addEventListener("submit", function (event) {
    if (!event.target.querySelector("[data-park]")) return;
    event.target.elements.place.value = place();
    drafts.forEach(function (draft) { if (draft.dirty()) draft.save(true); });
  }, true);

  var left = given("place");
  if (left && left.scroll) {
    window.scrollTo(0, left.scroll[0] || 0);
    document.querySelectorAll(PARTS).forEach(function (part, n) { part.scrollTop = left.scroll[n + 1] || 0; });
    var named = left.focus && (document.getElementById(left.focus) || document.querySelector('[href="' + CSS.escape(left.focus) + '"]') ||
      document.querySelector('main [name="' + CSS.escape(left.focus) + '"]'));
    if (named) named.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", function (event) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    var wanted = { p: "[data-park]", r: "[data-resume]" }[event.key.toLowerCase()];
    var button = wanted && document.querySelector(wanted);
    if (button) { event.preventDefault(); button.click(); }
  });

  /* ---- who else is here ---- */

  var main = document.getElementById("main"), others = document.querySelector("[data-others]");
  if (main && main.dataset.about && others) {
    var meet = function () {
      if (document.visibilityState === "hidden") return;
      var writing = drafts.some(function (draft) { return JSON.stringify(words(draft.form)) !== draft.drawn; });
      tell("/desk/here/", { about: main.dataset.about, writing: writing ? "yes" : "" }).then(function (answer) { return answer.json(); }).then(function (said) {
        var line = (said.others || []).map(function (one) { return one.name + (one.writing ? " is writing here." : " is also looking at this."); }).join(" ");
        if (others.textContent !== line) others.textContent = line;
        others.hidden = !line;
      }).catch(function () { /* asked again in fifteen seconds */ });
    };
    meet();
    setInterval(meet, HERE);
  }
})();
