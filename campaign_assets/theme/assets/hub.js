/* Copying, sharing, looking for a post. Without script the buttons stay hidden, and every text can be selected. */
"use strict";

const SHOWN = 2000;
const READ = 8000;
const status = document.querySelector("[data-hub-copied]");

function mark(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

/* Tells a screen reader, and with `visibly` everybody. */
function say(words, visibly = false) {
  // An emptied region is read out again, also where the words are the same as before.
  status.textContent = "";
  requestAnimationFrame(() => { status.textContent = words; });
  status.classList.toggle("hub-announce--shown", visibly);
  clearTimeout(status.hubTimer);
  status.hubTimer = setTimeout(() => status.classList.remove("hub-announce--shown"), READ);
}

function textOf(id) {
  return document.getElementById(id).textContent.trim();
}

for (const button of document.querySelectorAll("[data-hub-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.hubCopy);
    try {
      await navigator.clipboard.writeText(textOf(source.id));
    } catch {
      mark(source);
      say(status.dataset.hubFailed, true);
      return;
    }
    say(status.dataset.hubCopied);
    button.classList.add("hub-copy--done");
    clearTimeout(button.hubTimer);
    button.hubTimer = setTimeout(() => button.classList.remove("hub-copy--done"), SHOWN);
  });
}

/* A card and its text to any app, where the device can hand files on (Web Share, level 2). */
const pictures = new Map();

function pictureAt(address) {
  if (!pictures.has(address)) {
    const name = new URL(address, document.baseURI).pathname.split("/").pop();
    const fetched = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.blob();
    }).then((blob) => new File([blob], name, { type: blob.type }));
    // A failed one is asked for again at the next press.
    fetched.catch(() => pictures.delete(address));
    pictures.set(address, fetched);
  }
  return pictures.get(address);
}

function canShare(address) {
  const type = address.split("?")[0].endsWith(".png") ? "image/png" : "image/jpeg";
  const file = new File(["card"], type.replace("image/", "card."), { type });
  return Boolean(navigator.canShare?.({ files: [file], text: "card" }));
}

async function share(button) {
  const text = textOf(button.dataset.hubText);
  // Several apps take the picture and drop the text, so it is there to be pasted too.
  const copied = navigator.clipboard?.writeText(text).then(() => true, () => false) ?? Promise.resolve(false);
  try {
    const file = await pictureAt(button.dataset.hubShare);
    await navigator.share({ files: [file], text });
  } catch (error) {
    const gaveUp = error.name === "AbortError" && await copied;
    say(gaveUp ? status.dataset.hubCancelled : status.dataset.hubUnshared, true);
    return;
  }
  if (await copied) say(status.dataset.hubPaste, true);
}

for (const button of document.querySelectorAll("[data-hub-share]")) {
  if (!canShare(button.dataset.hubShare)) continue;
  button.hidden = false;
  // Devices let a page share only for a moment after a press: the picture is fetched before it.
  for (const sign of ["pointerenter", "focus"]) {
    button.addEventListener(sign, () => { pictureAt(button.dataset.hubShare).catch(() => {}); }, { once: true });
  }
  button.addEventListener("click", () => share(button));
}

/* Posts by platform, audience and day. */
for (const filter of document.querySelectorAll("[data-hub-filter]")) {
  const section = filter.parentElement;
  const choices = [...filter.querySelectorAll("[data-hub-by]")];
  const found = filter.querySelector("[data-hub-found]");
  const all = filter.querySelector("[data-hub-all]");
  const posts = [...section.querySelectorAll(".hub-post")];
  const groups = [...section.querySelectorAll(".hub-group")];
  const open = groups.map((group) => group.open);

  function show() {
    const wanted = choices.filter((choice) => choice.value);
    for (const post of posts) post.hidden = wanted.some((choice) => post.dataset[choice.dataset.hubBy] !== choice.value);
    groups.forEach((group, at) => {
      const left = group.querySelectorAll(".hub-post:not([hidden])").length;
      group.hidden = !left;
      group.open = wanted.length ? true : open[at];
      group.querySelector(".hub-number").textContent = left;
    });
    const shown = posts.filter((post) => !post.hidden).length;
    found.textContent = found.dataset.hubFound.replace("{shown}", shown).replace("{all}", posts.length);
    all.hidden = !wanted.length;
  }

  for (const choice of choices) choice.addEventListener("change", show);
  all.addEventListener("click", () => {
    for (const choice of choices) choice.value = "";
    show();
    choices[0].focus();
  });
  filter.hidden = false;
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
