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
