/* Where Material's search finds nothing, it is asked once more for words that are nearly the same: people mistype.
   What stands in the field stays as it was typed. */
"use strict";

{
  const field = document.querySelector("[data-md-component=search-query]");
  const answer = document.querySelector("[data-md-component=search-result]");
  const SHORTEST = 4;
  const LONG = 9;
  let asked = "";

  const near = (word) => (word.length < SHORTEST ? word : `${word}~${word.length < LONG ? 1 : 2}`);

  function askAgain() {
    const typed = field.value.trim();
    const words = typed.replace(/[*+\-:^~"]/g, " ").split(/\s+/).filter(Boolean);
    const found = answer.querySelector(".md-search-result__item");
    if (found || typed === asked || !words.some((word) => word.length >= SHORTEST)) return;
    asked = typed;
    const kept = field.value;
    field.value = words.map(near).join(" ");
    field.dispatchEvent(new KeyboardEvent("keyup"));
    field.value = kept;
  }

  field.addEventListener("input", () => { asked = ""; });
  new MutationObserver(askAgain).observe(answer.querySelector(".md-search-result__meta"), { childList: true, characterData: true, subtree: true });
}
