// The form on the first page: a place to drop a file, and words while a slow page loads.
// Without this file the form is sent just the same, and the browser shows that it waits.

const form = document.querySelector("form.send");
const button = form.querySelector("button[type=submit]");
const field = form.querySelector("textarea");
const file = form.querySelector("input[type=file]");
const waiting = form.querySelector(".waiting");
const said = waiting.querySelector(".said");
const clock = waiting.querySelector(".clock");
const told = document.querySelector("#page-problem");
const most = Number(form.dataset.most);
// What looks like one; the service itself decides.
const ADDRESS = /^<?(?:[a-z][a-z0-9+.-]*:\/\S+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?)>?$/iu;
// Seconds after which somebody who listens is told how long it has been; not each second.
const TOLD = [10, 20, 40, 60, 120, 180];

let began = 0;
let ticking = 0;

function seconds() {
  return Math.round((Date.now() - began) / 1000);
}

function tick() {
  const now = seconds();
  clock.textContent = now === 1 ? "1 second so far." : `${now} seconds so far.`;
  if (TOLD.includes(now)) {
    said.textContent = `Still checking. ${now} seconds so far.`;
  }
}

function wait() {
  const address = !file.files.length && ADDRESS.test(field.value.trim());
  waiting.querySelector("[data-for=address]").hidden = !address;
  waiting.hidden = false;
  // Not disabled: a disabled button would lose the focus. A second press is ignored below.
  button.setAttribute("aria-disabled", "true");
  began = Date.now();
  tick();
  ticking = setInterval(tick, 1000);
  said.textContent = "Your page is being checked. This page changes by itself when it is done.";
}

function rest() {
  clearInterval(ticking);
  ticking = 0;
  waiting.hidden = true;
  button.removeAttribute("aria-disabled");
}

// What the service would refuse is told before anything is sent: an answer that leads to another
// page could not give the chosen file back.
function refuse(why, at) {
  const words = document.querySelector(`template[data-say="${why}"]`).content.cloneNode(true);
  const detail = words.querySelector(".detail");
  detail.textContent = detail.textContent.replace("{file}", () => shown(file.files[0]));
  hush();
  told.replaceChildren(words);
  at.setAttribute("aria-invalid", "true");
  at.setAttribute("aria-describedby", `${at.id}-hint page-problem`);
  at.focus();
}

function shown(one) {
  return one && (one.name.length > 60 ? `${one.name.slice(0, 59)}…` : one.name);
}

function hush() {
  told.replaceChildren();
  for (const one of [field, file]) {
    one.removeAttribute("aria-invalid");
    one.setAttribute("aria-describedby", `${one.id}-hint`);
  }
}

function refusal() {
  const words = field.value.trim();
  const [first] = file.files;
  if (!words && !first) {
    return ["nothing", field];
  }
  if (file.files.length > 1) {
    return ["several", file];
  }
  if (words && first) {
    return ["both", file];
  }
  if (first) {
    return first.size > most ? ["large-file", file] : null;
  }
  return new Blob([field.value]).size > most ? ["large-text", field] : null;
}

form.addEventListener("submit", (event) => {
  if (ticking) {
    event.preventDefault();
    return;
  }
  const found = refusal();
  if (found) {
    event.preventDefault();
    refuse(...found);
  } else {
    hush();
    wait();
  }
});

function look() {
  hush();
  if (file.files.length) {
    const found = refusal();
    if (found) {
      refuse(...found);
    }
  }
}

file.addEventListener("change", look);

waiting.querySelector(".cancel").addEventListener("click", () => {
  window.stop();
  rest();
  button.focus();
});

// Whoever comes back to this page finds it ready again.
window.addEventListener("pageshow", rest);

const drop = form.querySelector(".drop");
drop.querySelector(".drop-words").hidden = false;
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    if (event.dataTransfer.types.includes("Files")) {
      event.preventDefault();
      drop.classList.add("over");
    }
  });
}
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  drop.classList.remove("over");
  if (event.dataTransfer.files.length) {
    event.preventDefault();
    if (event.dataTransfer.files.length > 1) {
      refuse("several", file);
      return;
    }
    file.files = event.dataTransfer.files;
    file.focus();
    look();
  }
});
