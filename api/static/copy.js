// Buttons that copy a field. Without this file the field can be selected and copied by hand.

async function copy(field) {
  field.focus();
  field.select();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(field.value);
  } else if (!document.execCommand("copy")) {
    throw new Error("The browser does not let a page copy.");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => {
    copy(field).then(
      () => {
        said.textContent = "Copied.";
        button.focus();
      },
      () => {
        said.textContent = "The words are selected; copy them with your keyboard.";
      },
    );
  });
}

// The link for the bookmarks bar does nothing here; it has to be dragged.
for (const link of document.querySelectorAll("[data-drag]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(link.dataset.drag).textContent =
      "Do not press it here: drag it to your bookmarks bar.";
  });
}
