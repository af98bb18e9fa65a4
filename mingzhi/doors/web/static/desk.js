// Shortens the way; every page works without it. Search by "/", focus on errors, drafts while typing, checklist keys.
"use strict";
(() => {
  const find = document.getElementById("find");
  const typing = (el) => el.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
  document.addEventListener("keydown", (e) => {
    if (e.key === "/" && find && !typing(e.target) && !e.ctrlKey && !e.metaKey && !e.altKey) {
      e.preventDefault();
      find.focus();
      find.select();
    }
  });

  const errors = document.getElementById("errors");
  if (errors) errors.focus();
  document.addEventListener("click", (e) => {
    const link = e.target.closest(".errors a[href^='#']");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (field) {
      e.preventDefault();
      field.focus();
      field.scrollIntoView({ block: "center" });
    }
  });

  for (const form of document.querySelectorAll("form[data-draft]")) {
    const says = form.querySelector("[data-kept]");
    let timer = 0, sending = false, leaving = false;
    const keep = async () => {
      if (sending || leaving) return;
      sending = true;
      const body = new FormData(form);
      body.append("draft_of", form.dataset.draft);
      try {
        const answer = await fetch(form.dataset.drafts, { method: "POST", body, credentials: "same-origin" });
        if (says) says.textContent = answer.ok ? "草稿已存" : "草稿没有存上，提交前不要关闭页面";
      } catch {
        if (says) says.textContent = "没有连上服务器，草稿没有存上";
      }
      sending = false;
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 1500);
    });
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
    });
  }

  const list = document.querySelector("[data-checklist]");
  if (list) {
    const boxes = [...list.querySelectorAll("input[name=items]")];
    document.addEventListener("keydown", (e) => {
      if (typing(e.target) || e.ctrlKey || e.metaKey || e.altKey || (e.key !== "j" && e.key !== "k")) return;
      const at = boxes.indexOf(document.activeElement);
      const next = boxes[Math.min(Math.max(at + (e.key === "j" ? 1 : -1), 0), boxes.length - 1)];
      if (next) {
        e.preventDefault();
        next.focus();
      }
    });
  }
})();
