/* Copy buttons. Without script they stay hidden, and the text beside each can be selected. */
"use strict";

const SHOWN = 2000;

function mark(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

function say(words) {
  const status = document.querySelector("[data-hub-copied]");
  // An emptied region is read out again, also where the words are the same as before.
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
}

for (const button of document.querySelectorAll("[data-hub-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.hubCopy);
    const { hubCopied, hubFailed } = document.querySelector("[data-hub-copied]").dataset;
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
    } catch {
      mark(source);
      say(hubFailed);
      return;
    }
    say(hubCopied);
    button.classList.add("hub-copy--done");
    clearTimeout(button.hubTimer);
    button.hubTimer = setTimeout(() => button.classList.remove("hub-copy--done"), SHOWN);
  });
}

/* Paper can't unfold anything: print what is folded, and fold it again. */
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  for (const each of unfolded) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of unfolded) each.open = false;
});
