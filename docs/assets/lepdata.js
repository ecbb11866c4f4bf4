// Search, filter, sort and download. Everything that these pages say stands in them without this script.
(function () {
  "use strict";

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const number = (n) => n.toLocaleString("en-GB");
  const cellText = (row, place) => (row.cells[place] ? row.cells[place].textContent.trim() : "");

  // What a cell is sorted by: its own order, an order that the row carries, or its words.
  const orderOf = (heading, row, place) => (heading.dataset.order ? row.dataset[heading.dataset.order] : row.cells[place].dataset.order) || cellText(row, place);

  const rowsOf = (table) => Array.from(table.tBodies).flatMap((body) => Array.from(body.rows));

  // Put rows in another order into the bodies of a table, as many into each as it holds.
  function fill(table, rows) {
    let from = 0;
    for (const [body, size] of Array.from(table.tBodies, (one) => [one, one.rows.length])) {
      body.append(...rows.slice(from, from + size));
      from += size;
    }
  }

  // Sorting: a button in each heading of a table that asks for it; the order as printed comes back on the third press.
  function sortable(table) {
    const printed = rowsOf(table);
    const compare = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" }).compare;
    const headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "lep-sort";
      while (heading.firstChild) button.append(heading.firstChild);
      heading.append(button);
      button.addEventListener("click", () => {
        const now = heading.getAttribute("aria-sort");
        const next = now === "ascending" ? "descending" : now === "descending" ? "" : "ascending";
        headings.forEach((other) => other.removeAttribute("aria-sort"));
        let rows = printed;
        if (next) {
          heading.setAttribute("aria-sort", next);
          const keyed = printed.map((row) => [orderOf(heading, row, place), row]);
          const way = next === "ascending" ? 1 : -1;
          // An empty cell is no value: it comes last both ways.
          keyed.sort((a, b) => (!a[0] - !b[0]) || way * compare(a[0], b[0]));
          rows = keyed.map((pair) => pair[1]);
        }
        fill(table, rows);
      });
    });
  }

  // A list of boards that shrinks as a name, council or region is typed.
  function finder(form) {
    const list = document.getElementById(form.dataset.finds);
    const rows = rowsOf(list).map((row) => [plain(row.textContent + " " + (row.dataset.find || "")), row]);
    const said = form.querySelector("[role=status]");
    const input = form.querySelector("input[type=search]");
    const find = () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(([text, row]) => {
        row.hidden = !words.every((word) => text.includes(word));
        shown += !row.hidden;
      });
      said.textContent = words.length ? shown + " of " + rows.length + " boards fit." + (shown ? "" : " Press “Search the register” to look for a person or an organisation.") : "";
    };
    input.addEventListener("input", find);
    find();
  }

  // The register: filters, links to what is shown, and a file of it.
  function register(form) {
    const table = document.getElementById(form.dataset.finds);
    const keys = new Map(rowsOf(table).map((row) => [row, {
      text: plain(row.textContent + " " + row.dataset.lep),
      lep: row.dataset.lep,
      sector: row.dataset.sector,
      body: row.dataset.body || table.dataset.body,
      counts: row.dataset.counts || "yes",
      first: row.dataset.first,
      last: row.dataset.last || row.dataset.first,
    }]));

    // What fits is laid out in steps, the first screens at once and what is below them soon after, so that no key waits.
    // The rows stand in many bodies of a few rows each: what has been laid out is not laid out again.
    const AT_ONCE = 100;
    let waiting = [], timer = 0;

    function uncover(bodies) {
      bodies.forEach((body) => body.classList.remove("lep-later"));
      timer = waiting.length ? setTimeout(() => uncover(waiting.splice(0, 1))) : 0;
    }

    function uncoverAll() {
      clearTimeout(timer);
      uncover(waiting.splice(0));
    }

    const fields = ["q", "lep", "sector", "body", "counts", "from", "to"];
    const said = form.querySelector("[role=status]");
    const value = (name) => form.elements[name].value.trim();

    function show() {
      const words = plain(value("q")).split(/\s+/).filter(Boolean);
      const lep = value("lep"), sector = value("sector"), body = value("body"), counts = value("counts");
      const from = value("from"), to = value("to");
      let shown = 0;
      clearTimeout(timer);
      waiting = [];
      for (const part of table.tBodies) {
        const later = shown > AT_ONCE;
        for (const row of part.rows) {
          const key = keys.get(row);
          const fits = Boolean((!lep || key.lep === lep) && (!sector || key.sector === sector) && (!body || key.body === body)
            && (!counts || key.counts === counts)
            && (!from || (key.last && key.last.slice(0, from.length) >= from)) && (!to || (key.first && key.first.slice(0, to.length) <= to))
            && words.every((word) => key.text.includes(word)));
          if (row.hidden === fits) row.hidden = !fits;
          shown += fits;
        }
        part.classList.toggle("lep-later", later);
        if (later) waiting.push(part);
      }
      timer = setTimeout(() => uncover(waiting.splice(0, 1)), 50);
      said.textContent = number(shown) + " of " + number(keys.size) + " seats shown.";
      remember();
    }

    function remember() {
      const chosen = new URLSearchParams();
      fields.forEach((name) => value(name) && chosen.set(name, value(name)));
      const address = String(chosen);
      try { history.replaceState(null, "", address ? "#" + address : location.pathname); } catch (error) { /* some hosts forbid it: the filter still works */ }
    }

    function recall() {
      const asked = new URLSearchParams(location.search);
      new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "").forEach((text, name) => asked.set(name, text));
      fields.forEach((name) => { if (asked.has(name)) form.elements[name].value = asked.get(name); });
      fields.forEach((name) => { if (form.elements[name].value === "" && form.elements[name].options) form.elements[name].selectedIndex = 0; });
    }

    // A cell that a spreadsheet would run as a formula gets an apostrophe, as the download page says.
    const quoted = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""') + '"';

    function download() {
      const heads = Array.from(table.tHead.rows[0].cells, (cell) => cell.textContent.trim()).concat("Source address", "Line");
      const lines = rowsOf(table).filter((row) => !row.hidden).map((row) => {
        const link = row.querySelector("a[href^=http]");
        return Array.from(row.cells, (cell) => cell.textContent.trim()).concat(link ? link.href : "", row.id);
      });
      const text = "\ufeff" + [heads, ...lines].map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      link.download = "lepdata-register.csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // A line by its own address must be seen, whatever the filter says.
    function arrive() {
      const target = location.hash.includes("=") ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.hidden) { form.reset(); show(); }
      if (target) uncoverAll();
      if (target) target.scrollIntoView({ block: "center" });
    }

    form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.querySelector("[data-download]").addEventListener("click", download);
    window.addEventListener("beforeprint", uncoverAll);
    window.addEventListener("hashchange", () => { if (location.hash.includes("=")) { recall(); show(); } else arrive(); });
    recall();
    const here = location.hash;
    if (fields.some(value)) show(); else said.textContent = "All " + number(keys.size) + " seats shown.";
    if (here && !here.includes("=")) arrive();
  }

  // Paper unfolds nothing by itself; the tables behind a chart stay folded, since the chart is there with its words.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details.lep-details").forEach((fold) => { fold.open = true; });
  });
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll("form[data-script]").forEach((form) => {
    form.hidden = false;
    (form.dataset.script === "register" ? register : finder)(form);
  });
})();
