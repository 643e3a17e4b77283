// Jumps between the marks in a page's text, and shows beside a mark what is said about it.
// Without this file each mark has a link to what is said, and links to the marks around it.

const text = document.querySelector(".page-text");
const anchors = [...text.querySelectorAll(".anchor")];
const bar = document.querySelector(".hops");
const BLOCKS = "p, li, blockquote, h3, h4, h5, h6";

let at = -1;
let panel = null;

function markOf(anchor) {
  let next = anchor.nextElementSibling;
  while (next && next.tagName !== "MARK") {
    next = next.nextElementSibling;
  }
  return next;
}

function anchorAtHash() {
  return anchors.findIndex((anchor) => `#${anchor.id}` === location.hash);
}

function hop(step) {
  const known = anchorAtHash();
  const from = known >= 0 ? known : at;
  at = from < 0 ? (step > 0 ? 0 : anchors.length - 1) : (from + step + anchors.length) % anchors.length;
  const anchor = anchors[at];
  const folded = anchor.closest("details");
  if (folded) {
    folded.open = true;
  }
  // Not assigned: each jump would be one more step on the way back.
  location.replace(`#${anchor.id}`);
  const mark = markOf(anchor);
  if (mark) {
    mark.tabIndex = -1;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  }
  bar.querySelector(".hop-place").textContent = `Mark ${at + 1} of ${anchors.length}`;
}

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

if (bar) {
  bar.hidden = false;
  text.classList.add("hopping");
  const keys = bar.querySelector(".hop-keys");
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hop]");
    if (button) {
      hop(Number(button.dataset.hop));
    }
  });
  document.addEventListener("keydown", (event) => {
    const plain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);
    const step = { n: 1, p: -1 }[event.key];
    if (step && plain && keys.checked && (event.target === keys || !typing(event.target))) {
      event.preventDefault();
      hop(step);
    }
  });
}

function bare(element) {
  const copy = element.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) {
    one.removeAttribute("id");
  }
  return copy;
}

function said(quote) {
  const card = quote.closest(".card");
  if (!card) {
    const words = document.createElement("p");
    words.textContent = `Not flagged. ${quote.closest("details").querySelector(".silent-why").textContent}`;
    return [words];
  }
  const title = card.querySelector("h3");
  const parts = [];
  if (title) {
    const head = document.createElement("p");
    head.className = "here-title";
    head.append(...bare(title).childNodes);
    parts.push(head);
  }
  parts.push(...[...card.querySelectorAll(":scope > .reason, :scope > .trial-lines")].map(bare));
  return parts;
}

function close({ back }) {
  if (!panel) {
    return;
  }
  const { element, opener } = panel;
  panel = null;
  opener.removeAttribute("aria-expanded");
  element.remove();
  if (back) {
    opener.focus();
  }
}

function open(opener) {
  const again = panel && panel.opener === opener;
  close({ back: again });
  const quote = document.querySelector(opener.getAttribute("href"));
  if (again || !quote) {
    return;
  }
  const element = document.createElement("div");
  element.className = "here";
  element.tabIndex = -1;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", "What is said about this passage");
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "second";
  shut.textContent = "Close";
  shut.addEventListener("click", () => close({ back: true }));
  const whole = document.createElement("a");
  whole.href = opener.getAttribute("href");
  whole.textContent = "All that is said about it";
  whole.addEventListener("click", () => {
    const folded = quote.closest("details");
    if (folded) {
      folded.open = true;
    }
  });
  const last = document.createElement("p");
  last.className = "here-end";
  last.append(whole, shut);
  element.append(...said(quote), last);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close({ back: true });
    }
  });
  const block = opener.closest(BLOCKS);
  if (block.tagName === "LI" || block.tagName === "BLOCKQUOTE") {
    block.append(element);
  } else {
    block.after(element);
  }
  opener.setAttribute("aria-expanded", "true");
  panel = { element, opener };
  element.focus();
}

// The link of the mark's own kind, if its block has one: several passages may overlap in it.
function openerOf(mark) {
  const kind = mark.classList[0];
  let first = null;
  for (let next = mark.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.classList.contains("ref")) {
      if (next.classList.contains(kind)) {
        return next;
      }
      first ??= next;
    }
  }
  return first;
}

text.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || getSelection().toString()) {
    return;
  }
  const link = event.target.closest(".ref");
  const mark = event.target.closest("mark");
  const opener = link || (mark && openerOf(mark));
  if (opener && !event.target.closest(".anchor")) {
    event.preventDefault();
    open(opener);
  }
});
text.addEventListener("keydown", (event) => {
  const mark = event.target.closest("mark");
  if (event.key === "Enter" && mark) {
    const opener = openerOf(mark);
    if (opener) {
      event.preventDefault();
      open(opener);
    }
  }
});
