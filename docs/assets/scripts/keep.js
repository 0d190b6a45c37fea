// “Keep this guide on this device”: asks the service worker for it, and only when the reader says so. Nothing is
// registered or stored before. No word a reader sees is written here.
(() => {
  const section = document.getElementById("keep");
  if (!section) return;
  const words = section.dataset;
  const part = (name) => section.querySelector(`.keep-${name}`);
  const [text, status, keepButton, removeButton] = ["text", "status", "do", "remove"].map(part);
  const root = new URL(words.root, location.href);
  const language = document.documentElement.lang;
  section.hidden = false;
  if (location.hash === "#keep") section.scrollIntoView();

  const say = (message) => { status.textContent = message; };
  const nameOf = (tag) => new Intl.DisplayNames([language], { type: "language" }).of(tag);

  if (location.protocol === "file:") return say(words.fromFile);
  if (!window.isSecureContext) return say(words.noHttps);
  if (!navigator.serviceWorker || !window.caches) return say(words.noBrowser);

  const ours = async () => {
    const found = await navigator.serviceWorker.getRegistration(root);
    return found?.scope === root.href ? found : undefined;
  };

  // Ask the worker; `told` hears how far it has come.
  function ask(worker, request, told) {
    return new Promise((answered) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => ("share" in data ? told?.(data.share) : answered(data));
      worker.postMessage(request, [port2]);
    });
  }

  // A worker that has just been registered takes a moment.
  async function active(registration) {
    if (registration.active) return registration.active;
    const worker = registration.installing ?? registration.waiting;
    await new Promise((done, failed) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") done();
        if (worker.state === "redundant") failed(new Error("failed"));
      });
    });
    return worker;
  }

  function show(kept) {
    const here = kept?.tag === words.tag;
    keepButton.hidden = here;
    text.hidden = here;
    removeButton.hidden = !kept;
    if (here) say(words.kept.replace("{date}", new Date(kept.at).toLocaleDateString(language, { dateStyle: "long" })));
    else say(kept ? words.other.replace("{language}", nameOf(kept.tag)) : "");
  }

  async function keep() {
    keepButton.disabled = true;
    let answer;
    try {
      const share = (part) => words.progress.replace("{done}", part.toLocaleString(language, { style: "percent" }));
      say(share(0));
      const registration = await navigator.serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" });
      answer = await ask(await active(registration), { task: "keep", tag: words.tag }, (part) => say(share(part)));
    } catch (error) {
      answer = { failed: error.name === "SecurityError" ? "noBrowser" : "failed" };
    }
    keepButton.disabled = false;
    if (answer.failed && !answer.kept) await remove();
    show(answer.kept);
    if (answer.failed) say(words[answer.failed]);
    else {
      navigator.storage?.persist?.();
      removeButton.focus();
    }
  }

  async function remove() {
    const registration = await ours();
    if (registration?.active) await ask(registration.active, { task: "remove" });
    await registration?.unregister();
  }

  keepButton.addEventListener("click", keep);
  removeButton.addEventListener("click", async () => {
    await remove();
    show(undefined);
    say(words.removed);
    keepButton.focus();
  });

  const sized = text.firstElementChild ?? text; // those of another language are in an element that says so
  const unsized = sized.textContent;
  sized.textContent = unsized.replace("{size}", "…");
  // How large the guide is, when the reader comes near: the list that says so is a third as heavy as a page.
  const near = new IntersectionObserver(async (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    const list = await fetch(new URL(`assets/offline/${words.tag}.json`, root)).then((answer) => answer.json()).catch(() => undefined);
    if (list) sized.textContent = unsized.replace("{size}", Math.ceil(list.size / 1000).toLocaleString(language));
  }, { rootMargin: "400px" });
  near.observe(section);

  async function start() {
    const worker = (await ours())?.active;
    show(worker && (await ask(worker, { task: "say" })).kept);
    if (!worker) return;
    const { kept } = await ask(worker, { task: "look" });
    if (!keepButton.disabled) show(kept);
  }
  start();
})();
