// Cards with satori and resvg-js. Run with the texts' file and the font's; prints milliseconds and bytes a card as JSON.
import { readFileSync } from "node:fs";
import satori from "satori";
import { Resvg } from "@resvg/resvg-js";

const [texts, font] = process.argv.slice(2);
const cards = JSON.parse(readFileSync(texts, "utf-8"));
const fonts = [{ name: "Own", data: readFileSync(font), weight: 700, style: "normal" }];
const block = (style, children) => ({ type: "div", props: { style: { display: "flex", ...style }, children } });

async function draw({ text, foot }) {
  const lines = text.split("\n").map((line) => block({}, line));
  const words = block({ flexDirection: "column", fontSize: 56, color: "#ffffff" }, lines);
  const style = { flexDirection: "column", justifyContent: "space-between", width: 1200, height: 630, padding: 80 };
  const card = block({ ...style, background: "#0b4f6c" }, [words, block({ fontSize: 30, color: "#f4b942" }, foot)]);
  const svg = await satori(card, { width: 1200, height: 630, fonts });
  return new Resvg(svg).render().asPng().length;
}

const start = performance.now();
let bytes = 0;
for (const card of cards) bytes += await draw(card);
console.log(JSON.stringify({ ms: (performance.now() - start) / cards.length, bytes: bytes / cards.length }));
