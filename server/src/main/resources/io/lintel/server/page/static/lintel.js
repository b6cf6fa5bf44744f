// What pages do beyond HTML. Every page works without it.
"use strict";

document.documentElement.dataset.scripts = "on";

// A form that leaves for another site, unless the end-user came back to it from there.
for (const form of document.querySelectorAll("form[data-sends-itself]")) {
  const [visit] = performance.getEntriesByType("navigation");
  if (!visit || visit.type !== "back_forward") {
    form.requestSubmit();
  }
}

// What comes after the frames of a logout: once they are loaded, or soon in any case, and once.
for (const next of document.querySelectorAll("[data-after-frames]")) {
  const [visit] = performance.getEntriesByType("navigation");
  if (!visit || visit.type !== "back_forward") {
    let gone = false;
    const go = () => {
      if (!gone) {
        gone = true;
        next instanceof HTMLFormElement ? next.requestSubmit() : next.click();
      }
    };
    addEventListener("load", go);
    setTimeout(go, 4000);
  }
}

// The picture of a client that cannot be had leaves no gap.
for (const picture of document.querySelectorAll(".dex-client-logo")) {
  const leave = () => {
    picture.hidden = true;
  };
  picture.addEventListener("error", leave);
  if (picture.complete && picture.naturalWidth === 0) {
    leave();
  }
}

// A second press while the first is on its way is not a second answer.
for (const form of document.querySelectorAll("form[data-once]")) {
  const forget = () => delete form.dataset.sent;
  form.addEventListener("submit", (event) => {
    if ("sent" in form.dataset) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "";
    setTimeout(forget, 5000);
  });
  addEventListener("pageshow", forget);
}

for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.querySelector("[role=status]");
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      // No clipboard outside https, or not allowed: the old way.
      field.select();
      if (!document.execCommand("copy")) {
        return;
      }
    }
    button.textContent = button.dataset.copied;
    said.textContent = button.dataset.copied;
  });
}

// Times are written in UTC; the end-user lives by those of the browser.
for (const time of document.querySelectorAll("time[datetime]")) {
  const shown = { dateStyle: "medium", timeStyle: "short" };
  time.textContent = new Date(time.dateTime).toLocaleString(document.documentElement.lang, shown);
}
