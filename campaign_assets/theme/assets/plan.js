/* A small plan, made on this device alone. Nothing here asks a server for anything, and nothing is kept until somebody
   presses the button for it. Without script the page is a list to read and print. */
"use strict";

{
  const page = document.querySelector("[data-hub-plan]");
  const all = (name) => [...page.querySelectorAll(`[data-plan-${name}]`)];
  const one = (name) => page.querySelector(`[data-plan-${name}]`);
  const words = page.dataset;
  const SEEN = 6000;

  const answers = all("answer");
  const steps = all("step");
  const picks = all("pick");
  const title = page.querySelector("#plan");
  const status = page.querySelector("[data-hub-copied]");

  function say(text) {
    status.textContent = "";
    // An emptied region is read out again, also where the words are the same as before.
    requestAnimationFrame(() => { status.textContent = text; });
    status.classList.add("hub-announce--shown");
    clearTimeout(status.hubTimer);
    status.hubTimer = setTimeout(() => status.classList.remove("hub-announce--shown"), SEEN);
  }

  function save(content, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), SEEN);
    say(words.saved.replace("{file}", name));
  }

  /* 1. Answers and the suggestions that fit them. A question that was left out rules nothing out. */

  const chosen = (boxes) => boxes.filter((box) => box.checked && box.value).map((box) => box.value);
  const asked = (name) => answers.filter((answer) => answer.name === name);

  function answeredApart(group, given) {
    const question = answers.find((answer) => group.includes(answer.value)).name;
    const own = chosen(asked(question));
    return own.length > 0 && !group.some((answer) => given.has(answer));
  }

  function fits(step, given) {
    const groups = step.dataset.planNeeds.split(",").filter(Boolean).map((group) => group.split(" "));
    return !groups.some((group) => answeredApart(group, given));
  }

  function showPlan(isAll) {
    const given = new Set(chosen(answers));
    const fitting = steps.filter((step) => isAll || fits(step, given));
    for (const step of steps) step.hidden = fitting.length > 0 && !fitting.includes(step);
    page.classList.remove("hub-plan--asking");
    title.textContent = isAll ? words.all : words.yours;
    const text = !fitting.length ? words.none : isAll ? words.everything : words.fit;
    one("fit").textContent = text.replace("{count}", fitting.length || steps.length);
    pick();
  }

  /* What is in the plan: ticked, and among what is shown. */
  const inPlan = () => steps.filter((step) => !step.hidden && picks.some((box) => box.checked && box.value === step.dataset.planStep));
  const nameOf = (step) => step.querySelector("h3").textContent.trim();

  function pick() {
    const taken = inPlan();
    page.classList.toggle("hub-plan--picked", taken.length > 0);
    for (const step of steps) step.classList.toggle("hub-plan__step--picked", taken.includes(step));
    const offered = taken.length ? taken : steps.filter((step) => !step.hidden);
    for (const line of all("for")) {
      line.hidden = !offered.some((step) => step.dataset.planStep === line.dataset.planFor);
      if (line.hidden) line.querySelector("input").checked = false;
    }
    drawCard();
  }

  function make(isAll) {
    showPlan(isAll);
    title.focus();
  }

  /* 2. Kept on this device, by the page's own path, and only once somebody asked for it. */

  const KEY = `hub-plan ${location.pathname}`;

  function stored() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ answers: chosen(answers), steps: chosen(picks) }));
    } catch {
      return false;
    }
    one("kept").hidden = false;
    return true;
  }

  function restore() {
    const kept = stored();
    if (!Array.isArray(kept?.answers) || !Array.isArray(kept.steps)) return;
    for (const answer of answers) answer.checked = kept.answers.includes(answer.value);
    for (const box of picks) box.checked = kept.steps.includes(box.value);
    showPlan(!kept.answers.length);
    one("kept").hidden = false;
    one("fit").textContent = words.back;
  }

  function clear() {
    for (const box of page.querySelectorAll("input:is([type=checkbox], [type=radio])")) box.checked = false;
    for (const field of page.querySelectorAll("input:not([type=checkbox], [type=radio])")) field.value = field.defaultValue;
  }

  function forget() {
    try {
      localStorage.removeItem(KEY);
    } catch { /* A browser that keeps nothing has nothing to forget. */ }
    clear();
    one("kept").hidden = true;
    begin();
    say(words.forgotten);
    (page.querySelector("#questions") ?? title).focus();
  }

  /* 3. A reminder as iCalendar (RFC 5545), at the time of wherever the person is. */

  const octets = new TextEncoder();
  const escaped = (text) => text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ").replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

  /* No line has more than 75 octets; what follows begins with a space. */
  function folded(line) {
    let [done, last, room] = ["", "", 75];
    for (const letter of line) {
      if (octets.encode(last + letter).length > room) [done, last, room] = [`${done}${last}\r\n `, "", 74];
      last += letter;
    }
    return done + last;
  }

  const stamp = (day) => day.toISOString().replace(/[-:]|\.\d+/g, "");
  const inHex = (number) => number.toString(16).padStart(8, "0");

  function reminder(day, time) {
    const steps = one("told").checked ? inPlan().map(nameOf).join("\n") : "";
    const said = escaped(one("words").value.trim() || words.mine);
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//campaign hub//plan//EN", "BEGIN:VEVENT",
      `UID:${[...crypto.getRandomValues(new Uint32Array(4))].map(inHex).join("")}`,
      `DTSTAMP:${stamp(new Date())}`,
      `DTSTART:${day.replaceAll("-", "")}T${time.replace(":", "").slice(0, 4)}00`, "DURATION:PT15M", `SUMMARY:${said}`,
      ...(steps ? [`DESCRIPTION:${escaped(steps)}`] : []),
      "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
      "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S", `DESCRIPTION:${said}`, "END:VALARM",
      "END:VEVENT", "END:VCALENDAR",
    ];
    return lines.map((line) => `${folded(line)}\r\n`).join("");
  }

  function remind() {
    const [day, time] = [one("day"), one("time")];
    const missing = [day, time].find((field) => !field.value);
    if (missing) {
      say(words.undated);
      missing.focus();
      return;
    }
    save(new Blob([reminder(day.value, time.value)], { type: "text/calendar" }), "reminder.ics");
  }

  /* 4. A card that says what was chosen, in the brand's colours, drawn in this browser. */

  const canvas = one("card");
  const brush = canvas.getContext("2d");
  const isRight = getComputedStyle(page).direction === "rtl";
  const [WIDE, HIGH, EDGE, TOP, FOOT] = [canvas.width, canvas.height, 90, 330, 90];
  const [LARGE, SMALL] = [64, 34];
  const SHADE = "rgb(0 0 0 / 18%)";
  let picture = null;

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--hub-${name}`).trim();
  const across = (x) => (isRight ? WIDE - x : x);

  function hand(size, weight) {
    brush.font = `${weight} ${size}px ${getComputedStyle(page).fontFamily}`;
  }

  /* Words in lines no wider than `room`; a word that is wider by itself is cut between letters. */
  function inLines(text, room) {
    const lines = [""];
    const width = (line) => brush.measureText(line.trimEnd()).width;
    for (const word of text.match(/\S+\s*/g) ?? []) {
      const pieces = width(word) > room ? [...word] : [word];
      for (const piece of pieces) {
        if (width(lines.at(-1) + piece) > room && lines.at(-1)) lines.push("");
        lines[lines.length - 1] += piece;
      }
    }
    return lines.map((line) => line.trimEnd());
  }

  const saidLines = () => all("line").filter((box) => box.checked).map((box) => box.nextElementSibling.textContent.trim());
  const saidBelow = () => all("foot").filter((box) => box.checked).map((box) => box.dataset.planFoot);

  /* The largest size at which everything has room, or null where nothing does. */
  function setting(lines, below) {
    for (let size = LARGE; size >= SMALL; size -= 2) {
      hand(size, 600);
      const blocks = lines.map((line) => inLines(line, WIDE - 2 * EDGE - size * 0.9));
      hand(SMALL, 600);
      const notes = below.flatMap((line) => inLines(line, WIDE - 2 * EDGE));
      const height = blocks.reduce((sum, block) => sum + block.length * size * 1.3 + size * 0.6, 0);
      if (TOP + height + notes.length * SMALL * 1.45 + FOOT <= HIGH) return { size, blocks, notes };
    }
    return null;
  }

  function drawMotif() {
    const disc = (radius, paint) => {
      brush.fillStyle = paint;
      brush.beginPath();
      brush.arc(across(WIDE - 20), 30, radius, 0, 2 * Math.PI);
      brush.fill();
    };
    const rings = words.pattern === "arcs" ? [[285, SHADE], [240, colour("primary")], [215, SHADE], [165, SHADE]] : [];
    for (const [radius, paint] of [...rings, [118, colour("accent")]]) disc(radius, paint);
  }

  function drawTexts({ size, blocks, notes }) {
    brush.fillStyle = colour("on-primary");
    hand(84, 800);
    inLines(words.mine, WIDE - 2 * EDGE - 220).forEach((line, at) => brush.fillText(line, across(EDGE), 190 + at * 92));
    let y = TOP + size;
    for (const block of blocks) {
      brush.fillStyle = colour("accent");
      brush.beginPath();
      brush.arc(across(EDGE + size * 0.25), y - size * 0.33, size * 0.22, 0, 2 * Math.PI);
      brush.fill();
      brush.fillStyle = colour("on-primary");
      hand(size, 600);
      for (const line of block) {
        brush.fillText(line, across(EDGE + size * 0.9), y);
        y += size * 1.3;
      }
      y += size * 0.6;
    }
    hand(SMALL, 600);
    [...notes].reverse().forEach((line, at) => brush.fillText(line, across(EDGE), HIGH - FOOT - at * SMALL * 1.45));
  }

  function drawCard() {
    const [lines, below] = [saidLines(), saidBelow()];
    const set = setting(lines, below);
    if (!set) return false;
    picture = null;
    brush.fillStyle = colour("primary");
    brush.fillRect(0, 0, WIDE, HIGH);
    drawMotif();
    brush.direction = isRight ? "rtl" : "ltr";
    brush.textAlign = "start";
    drawTexts(set);
    const said = [words.mine, ...lines, ...below];
    one("alt").textContent = words.says.replace("{text}", said.map((line) => line.replace(/[.!?؟。]$/, "")).join(". "));
    // Devices let a page share only for a moment after a press, so that the picture is made before it.
    canvas.toBlob((made) => { picture = said.length > 1 ? new File([made], "my-plan.png", { type: "image/png" }) : null; }, "image/png");
    return true;
  }

  function changeCard(box) {
    if (drawCard()) return;
    box.checked = false;
    drawCard();
    say(words.full);
  }

  const withPicture = (work) => () => (picture ? work() : say(words.empty));

  async function share() {
    try {
      await navigator.share({ files: [picture] });
    } catch (error) {
      if (error.name !== "AbortError") say(status.dataset.hubUnshared);
    }
  }

  function canShare() {
    return Boolean(navigator.canShare?.({ files: [new File(["card"], "card.png", { type: "image/png" })] }));
  }

  /* 5. Everything in its place. */

  function begin() {
    for (const part of all("live")) part.hidden = false;
    one("still").hidden = true;
    for (const step of steps) step.hidden = false;
    title.textContent = words.all;
    one("fit").textContent = "";
    pick();
    // With questions, the plan comes after them; on paper it is there all the same.
    page.classList.toggle("hub-plan--asking", answers.length > 0);
  }

  /* Who comes from the search wants to see what was found. */
  function openFound() {
    const found = document.getElementById(location.hash.slice(1));
    if (!found?.closest("[data-plan-shown]")) return;
    showPlan(true);
    found.scrollIntoView();
  }

  one("make")?.addEventListener("click", () => make(false));
  one("all")?.addEventListener("click", () => make(true));
  for (const box of picks) box.addEventListener("change", pick);
  for (const box of [...answers, ...picks]) box.addEventListener("change", () => { if (stored()) keep(); });
  for (const box of [...all("line"), ...all("foot")]) box.addEventListener("change", () => changeCard(box));
  one("keep").addEventListener("click", () => say(keep() ? words.kept : words.unkept));
  one("forget").addEventListener("click", forget);
  one("print").addEventListener("click", () => print());
  one("remind").addEventListener("click", remind);
  one("picture").addEventListener("click", withPicture(() => save(picture, "my-plan.png")));
  one("share").addEventListener("click", withPicture(share));
  one("share").hidden = !canShare();

  // Some browsers fill in what was chosen before the page was loaded again: nobody asked for that.
  clear();
  begin();
  restore();
  openFound();
  addEventListener("hashchange", openFound);
  // The type may come after the page.
  document.fonts.ready.then(drawCard);
}
