// Points from a field to its place on the page and back: hovering or focusing one lights the other.
"use strict";

const partners = new Map();
for (const element of document.querySelectorAll("[data-target]")) {
  const target = element.dataset.target;
  if (!partners.has(target)) partners.set(target, []);
  partners.get(target).push(element);
}

function light(target, isLit) {
  for (const element of partners.get(target)) element.classList.toggle("is-lit", isLit);
}

function show(target) {
  const box = partners.get(target).find((element) => element.matches(".q-box"));
  if (box) box.scrollIntoView({ block: "nearest" });
}

for (const [target, elements] of partners) {
  for (const element of elements) {
    element.addEventListener("mouseenter", () => light(target, true));
    element.addEventListener("mouseleave", () => light(target, false));
    element.addEventListener("focusin", () => { light(target, true); show(target); });
    element.addEventListener("focusout", () => light(target, false));
  }
}

// Marking: a box drawn on a page, or clicked, fills the form; numbers that are typed are drawn.
const marking = document.querySelector(".q-marking");
if (marking) startMarking(marking);

function startMarking(details) {
  const form = details.querySelector("form");
  const sides = ["x0", "y0", "x1", "y1"];
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  drawn.classList.add("q-drawn");
  let start = null;

  function at(event, picture) {
    const frame = picture.getBoundingClientRect();
    const share = (place, from, length) => Math.min(Math.max((place - from) / length, 0), 1);
    return [share(event.clientX, frame.left, frame.width), share(event.clientY, frame.top, frame.height)];
  }

  function draw() {
    const [x0, y0, x1, y1] = sides.map((side) => Number(form.elements[side].value));
    const picture = document.querySelector(`.q-picture[data-page="${Number(form.elements.page.value)}"]`);
    if (!picture || !(x0 < x1 && y0 < y1)) { drawn.remove(); return; }
    const places = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
    for (const [name, share] of Object.entries(places)) drawn.setAttribute(name, String(share * 1000));
    picture.querySelector("svg").append(drawn);
  }

  function fill(page, box) {
    form.elements.page.value = page;
    sides.forEach((side, place) => { form.elements[side].value = box[place].toFixed(5); });
    draw();
  }

  function between(from, to) {
    return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
  }

  function boxOf(rect) {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)) / 1000);
    return [x, y, Math.min(x + width, 1), Math.min(y + height, 1)];
  }

  details.addEventListener("toggle", () => {
    document.querySelector(".q-columns").classList.toggle("is-marking", details.open);
    if (!details.open) drawn.remove();
  });
  form.addEventListener("input", draw);
  for (const picture of document.querySelectorAll(".q-picture")) {
    const page = picture.dataset.page;
    picture.addEventListener("pointerdown", (event) => {
      if (!details.open || event.button !== 0) return;
      event.preventDefault();
      start = { point: at(event, picture), rect: event.target.closest(".q-box") };
      picture.setPointerCapture(event.pointerId);
    });
    picture.addEventListener("pointermove", (event) => {
      if (start) fill(page, between(start.point, at(event, picture)));
    });
    picture.addEventListener("pointerup", (event) => {
      if (!start) return;
      const box = between(start.point, at(event, picture));
      const isClick = box[2] - box[0] < 0.004 && box[3] - box[1] < 0.004;
      if (!isClick) fill(page, box);
      else if (start.rect) fill(page, boxOf(start.rect));
      start = null;
    });
    picture.addEventListener("pointercancel", () => { start = null; });
  }
}
