/* Where Material's search finds nothing, it is asked once more for words that are nearly the same: people mistype.
   What stands in the field stays as it was typed. What is typed into a form in a page is asked there too, and never
   put into an address, which the host would see. */
"use strict";

{
  const field = document.querySelector("[data-md-component=search-query]");
  const answer = document.querySelector("[data-md-component=search-result]");
  const SHORTEST = 4;
  const LONG = 9;
  // Material asks again for what stands in the field when it gets the focus, which may be after this did.
  const MOST_TRIES = 3;
  let asked = "";
  let tries = 0;

  const near = (word) => (word.length < SHORTEST ? word : `${word}~${word.length < LONG ? 1 : 2}`);

  function askAgain() {
    const typed = field.value.trim();
    const words = typed.replace(/[*+\-:^~"]/g, " ").split(/\s+/).filter(Boolean);
    const found = answer.querySelector(".md-search-result__item");
    if (typed !== asked) tries = 0;
    if (found || tries >= MOST_TRIES || !words.some((word) => word.length >= SHORTEST)) return;
    asked = typed;
    tries += 1;
    const kept = field.value;
    field.value = words.map(near).join(" ");
    field.dispatchEvent(new KeyboardEvent("keyup"));
    field.value = kept;
  }

  for (const form of document.querySelectorAll("[data-hub-search]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const toggle = document.querySelector("[data-md-toggle=search]");
      toggle.checked = true;
      toggle.dispatchEvent(new Event("change"));
      field.focus();
      field.value = form.elements.q.value;
      field.dispatchEvent(new KeyboardEvent("keyup"));
    });
  }
  field.addEventListener("input", () => { tries = 0; });
  new MutationObserver(askAgain).observe(answer.querySelector(".md-search-result__meta"), { childList: true, characterData: true, subtree: true });
}
