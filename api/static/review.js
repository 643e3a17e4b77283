// Keys for moderators who go through many passages. Without this file every button and link of the
// pages does the same. Keys of one letter can be switched off, and do nothing in a field.

const KEPT = "claimcheck-keys";
const UNSENT = "claimcheck-unsent";
const dialog = document.getElementById("keys");
const opener = document.getElementById("keys-open");
const switched = document.getElementById("keys-on");

function kept() {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    // The browser keeps nothing for this site; the switch then holds for this page.
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // As above.
  }
}

function typing(target) {
  return target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])");
}

function show() {
  if (!dialog.open) {
    dialog.showModal();
  }
}

function press(key) {
  const button = document.querySelector(`[data-press="${key}"]`);
  if (button) {
    button.click();
  }
  return Boolean(button);
}

function choose(key) {
  const radio = document.querySelector(`input[data-key="${key}"]`);
  if (radio) {
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return Boolean(radio);
}

const rows = [...document.querySelectorAll(".row")];
let at = -1;

function step(by) {
  if (!rows.length) {
    return false;
  }
  const current = rows.findIndex((row) => row.contains(document.activeElement));
  const from = current >= 0 ? current : at;
  at = Math.min(Math.max(from + by, 0), rows.length - 1);
  // Enter then takes the passage, or opens one that somebody else has.
  const target = rows[at].querySelector("button") || rows[at].querySelector("a");
  target.focus({ preventScroll: true });
  rows[at].scrollIntoView({ block: "nearest" });
  return true;
}

function to(selector) {
  const field = document.querySelector(selector);
  if (field) {
    field.focus();
  }
  return Boolean(field);
}

function filter() {
  const folded = document.querySelector(".filtering");
  if (folded) {
    folded.open = true;
  }
  return to(".filters select");
}

function act(key) {
  switch (key) {
    case "?":
      show();
      return true;
    case "j":
      return step(1);
    case "k":
      return step(-1);
    case "/":
      return filter();
    case "r":
      return to("#reason");
    case "s":
    case "n":
    case "u":
    case "t":
      return press(key);
    default:
      return /^[1-5]$/.test(key) && choose(key);
  }
}

document.addEventListener("keydown", (event) => {
  const plain = !(event.ctrlKey || event.altKey || event.metaKey) && !event.repeat;
  if (plain && switched.checked && !dialog.open && !typing(event.target) && act(event.key)) {
    event.preventDefault();
  }
});

function mark() {
  document.documentElement.classList.toggle("keys-live", switched.checked);
}

opener.hidden = false;
opener.addEventListener("click", show);
switched.checked = kept();
switched.addEventListener("change", () => {
  keep(switched.checked);
  mark();
});
mark();

// Times of the clock on the wall, not of the server; the words stay those of the page.
const CLOCK = { hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
const DAY = { day: "numeric", month: "long", year: "numeric" };
for (const time of document.querySelectorAll("time[data-clock]")) {
  const shown = time.dataset.clock === "day" ? { ...DAY, ...CLOCK } : CLOCK;
  time.textContent = new Intl.DateTimeFormat("en-GB", shown).format(new Date(time.dateTime));
}

// A reason that was sent when the session had just ended is back after signing in. It is kept in
// this window alone, and only until the next of these pages opens.
function unsent() {
  try {
    const kept = sessionStorage.getItem(UNSENT);
    sessionStorage.removeItem(UNSENT);
    return kept && JSON.parse(kept);
  } catch {
    return null;
  }
}

function keepUnsent(draft) {
  try {
    sessionStorage.setItem(UNSENT, JSON.stringify(draft));
  } catch {
    // The browser keeps nothing for this site; then the reason has to be written again.
  }
}

// Whoever says of which type it is has answered already.
const decide = document.getElementById("decide");
if (decide) {
  const change = decide.querySelector('input[value="change"]');
  decide.querySelector(".change").addEventListener("change", () => {
    change.checked = true;
  });
  const reason = decide.querySelector("#reason");
  const draft = unsent();
  if (draft && draft.to === decide.action && !reason.value) {
    reason.value = draft.reason;
  }
  decide.addEventListener("submit", () => keepUnsent({ to: decide.action, reason: reason.value }));
  // A second press would send the form twice, and the second answer would be a conflict.
  decide.addEventListener("submit", (event) => {
    if (decide.dataset.sent) {
      event.preventDefault();
    }
    decide.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    delete decide.dataset.sent;
  });
} else {
  unsent();
}

const refused = document.getElementById("refused");
if (refused) {
  refused.focus();
}
