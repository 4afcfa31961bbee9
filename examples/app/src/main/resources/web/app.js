"use strict";
// The page talks to the same API as everybody else. Texts only ever enter it as text, never as markup.
const $ = (id) => document.getElementById(id);
let page = 1;
let editing = null;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function say(text) {
  $("message").textContent = text;
  $("message").hidden = !text;
}

async function api(method, path, body) {
  const headers = { "Content-Type": "application/json" };
  const token = sessionStorage.getItem("token");
  if (token && method !== "GET") headers.Authorization = "Bearer " + token;
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  if (answer.status === 401) {
    const entered = prompt("Writing needs a token:");
    if (entered) {
      sessionStorage.setItem("token", entered);
      return api(method, path, body);
    }
  }
  const content = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) throw new Error(content.detail);
  return content;
}

/** Wraps what a click does, so that a failure is shown instead of lost. */
function doing(action) {
  return async (event) => {
    if (event) event.preventDefault();
    say("");
    try {
      await action(event);
    } catch (e) {
      say(e.message);
    }
  };
}

async function load() {
  const query = new URLSearchParams(new FormData($("search")));
  query.set("page", page);
  const found = await api("GET", "/api/prompts?" + query);
  $("prompts").replaceChildren(...found.items.map(card));
  const pages = Math.max(1, Math.ceil(found.total / found.pageSize));
  $("pages").hidden = pages < 2;
  $("previous").disabled = page <= 1;
  $("next").disabled = page >= pages;
  $("where").textContent = `${page} of ${pages}`;
  if (!found.total) say("Nothing found. Add the first one below.");
}

function card(item) {
  const card = element("li");
  const history = element("div", "versions");
  card.append(element("h2", "", item.title), element("pre", "", item.body));
  card.append(element("p", "tags", item.tags.map((tag) => "#" + tag).join(" ")));
  const button = (label, action) => {
    const made = element("button", "quiet", label);
    made.onclick = doing(action);
    card.append(made);
  };
  button("Copy", () => navigator.clipboard.writeText(item.body));
  button("Edit", () => edit(item));
  button(`Versions (${item.version})`, () => showVersions(item, history));
  button("Delete", async () => {
    if (!confirm(`Delete "${item.title}" and all its versions?`)) return;
    await api("DELETE", "/api/prompts/" + item.id);
    await load();
  });
  card.append(history);
  return card;
}

async function showVersions(item, history) {
  if (history.hasChildNodes()) {
    history.replaceChildren();
    return;
  }
  const { items } = await api("GET", `/api/prompts/${item.id}/versions`);
  for (const old of items) {
    const when = new Date(old.createdAt).toLocaleString();
    history.append(element("strong", "", `Version ${old.version}, ${when}: ${old.title}`), element("pre", "", old.body));
  }
}

function edit(item) {
  editing = item.id;
  const form = $("edit");
  form.elements.title.value = item.title;
  form.elements.body.value = item.body;
  form.elements.tags.value = item.tags.join(", ");
  $("editor").open = true;
  $("editor").firstElementChild.textContent = "Edit: " + item.title;
  form.elements.title.focus();
}

function closeEditor() {
  editing = null;
  $("editor").open = false;
  $("editor").firstElementChild.textContent = "Add a prompt";
}

$("search").onsubmit = doing(() => {
  page = 1;
  return load();
});
$("previous").onclick = doing(() => (page--, load()));
$("next").onclick = doing(() => (page++, load()));
$("edit").onreset = closeEditor;
$("edit").onsubmit = doing(async () => {
  const fields = $("edit").elements;
  const tags = fields.tags.value.split(",").map((tag) => tag.trim()).filter(Boolean);
  const draft = { title: fields.title.value, body: fields.body.value, tags };
  await (editing ? api("PUT", "/api/prompts/" + editing, draft) : api("POST", "/api/prompts", draft));
  $("edit").reset();
  await load();
});

doing(async () => {
  const config = await api("GET", "/api/system/config");
  document.title = config.title;
  $("title").textContent = config.title;
  $("banner").textContent = config.banner;
  $("banner").hidden = !config.banner;
  $("editor").hidden = config.readOnly;
  await load();
})();
