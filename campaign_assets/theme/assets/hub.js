/* Copy buttons. Without script they stay hidden, and the text beside each can be selected. */
"use strict";

for (const button of document.querySelectorAll("[data-hub-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.hubCopy).innerText;
    const status = document.querySelector("[data-hub-announce]");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const range = document.createRange();
      range.selectNodeContents(document.getElementById(button.dataset.hubCopy));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      return;
    }
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = status.dataset.hubAnnounce; });
    button.classList.add("hub-copy--done");
    setTimeout(() => button.classList.remove("hub-copy--done"), 2000);
  });
}
