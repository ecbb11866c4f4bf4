// Search, filter, sort and download. Everything that these pages say stands in them without this script.
(function () {
  "use strict";

  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const number = (n) => n.toLocaleString("en-GB");
  const cellText = (row, place) => (row.cells[place] ? row.cells[place].textContent.trim() : "");

  // What a cell is sorted by: its own order, or its words.
  const orderOf = (row, place) => row.cells[place].dataset.order || cellText(row, place);

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
          const keyed = printed.map((row) => [orderOf(row, place), row]);
          const way = next === "ascending" ? 1 : -1;
          // An empty cell is no value: it comes last both ways.
          keyed.sort((a, b) => (!a[0] - !b[0]) || way * compare(a[0], b[0]));
          rows = keyed.map((pair) => pair[1]);
        }
        fill(table, rows);
      });
    });
  }

  function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // A cell that a spreadsheet would run as a formula gets an apostrophe, as the download page says.
  const quoted = (text) => '"' + (/^[=+\-@\t\r]/.test(text) ? "'" + text : text).replace(/"/g, '""') + '"';
  const asCsv = (lines) => new Blob(["\ufeff" + lines.map((cells) => cells.map(quoted).join(",")).join("\r\n") + "\r\n"], { type: "text/csv" });
  const fileName = (words) => "lepdata-" + plain(words).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "");
  const textOf = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

  // A list of boards that shrinks as a name, town, council or region is typed; and who in the register fits.
  function finder(form) {
    const list = document.getElementById(form.dataset.finds);
    const rows = rowsOf(list).map((row) => [plain(row.textContent + " " + (row.dataset.find || "")), row]);
    const said = form.querySelector("[role=status]"), found = form.querySelector(".lep-found");
    const input = form.querySelector("input[type=search]");
    const MOST = 6;

    function link(words, address) {
      const item = document.createElement("li"), a = document.createElement("a");
      a.href = address;
      a.textContent = words;
      item.append(a);
      return item;
    }

    const seats = (n) => number(n) + (n === 1 ? " seat" : " seats");

    function find() {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      const fits = (text) => words.every((word) => text.includes(word));
      const boards = [];
      rows.forEach(([text, row]) => {
        row.hidden = !fits(text);
        if (!row.hidden) boards.push(row);
      });
      const people = words.length ? names().filter(([text]) => fits(text)) : [];
      const all = people.reduce((sum, one) => sum + one[2], 0);
      const items = words.length && boards.length <= MOST ? boards.map((row) => row.cells[0].querySelector("a")).filter(Boolean).map((a) => link(a.textContent, a.href)) : [];
      if (all) items.push(link(input.value.trim() + ": " + seats(all) + " in the register", "register.html#q=" + encodeURIComponent(input.value.trim())));
      people.slice(0, MOST).forEach(([, name, n]) => people.length > 1 && items.push(link(name + ": " + seats(n), "register.html#q=" + encodeURIComponent(name.replace(/;/g, "")))));
      found.replaceChildren(...items);
      found.hidden = !items.length;
      said.textContent = words.length ? number(boards.length) + " of " + number(rows.length) + " boards fit" + (all ? "; " + seats(all) + " by name or organisation." : ".") : "";
    }

    // The names are fetched when somebody begins to search: [for comparison, as printed, seats].
    let known = null;
    const names = () => known || (window.lepNames ? (known = window.lepNames.map((one) => [].concat(one, 1)).map(([name, n]) => [plain(name), name, n])) : []);
    function fetchNames() {
      const script = document.createElement("script");
      script.src = form.dataset.names;
      script.addEventListener("load", find);
      document.head.append(script);
    }
    input.addEventListener("focus", fetchNames, { once: true });
    input.addEventListener("input", find);
    find();
  }

  // The register: filters, links to what is shown, and a file of it.
  function register(form) {
    const table = document.getElementById(form.dataset.finds);
    const sectors = new Map(Array.from(form.elements.sector.options, (one) => [one.textContent, one.value]));
    // A body of the table is a list: its first row says what all of its seats share.
    const listed = Array.from(table.tBodies, (part) => ({ part, words: textOf(part.rows[0]), rows: Array.from(part.rows).slice(1) }));
    const keys = new Map(listed.flatMap(({ part, words, rows }) => rows.map((row) => [row, {
      text: plain(row.textContent + " " + words + " " + part.dataset.lep),
      lep: part.dataset.lep,
      sector: sectors.get(textOf(row.cells[3])),
      body: part.dataset.body || form.elements.body.options[1].value,
      counts: row.dataset.counts || "yes",
      first: part.dataset.first,
      last: part.dataset.last || part.dataset.first,
    }])));

    const room = (n) => "auto " + (50 + 40 * n) + "px"; // of a list that is not laid out yet
    listed.forEach(({ part, rows }) => { part.style.containIntrinsicSize = room(rows.length); });
    const fields = ["q", "lep", "sector", "body", "counts", "from", "to"];
    const said = form.querySelector("[role=status]");
    const value = (name) => form.elements[name].value.trim();

    function show() {
      const words = plain(value("q")).split(/\s+/).filter(Boolean);
      const lep = value("lep"), sector = value("sector"), body = value("body"), counts = value("counts");
      const from = value("from"), to = value("to");
      let shown = 0;
      for (const { part, rows } of listed) {
        let here = 0;
        for (const row of rows) {
          const key = keys.get(row);
          const fits = Boolean((!lep || key.lep === lep) && (!sector || key.sector === sector) && (!body || key.body === body)
            && (!counts || key.counts === counts)
            && (!from || (key.last && key.last.slice(0, from.length) >= from)) && (!to || (key.first && key.first.slice(0, to.length) <= to))
            && words.every((word) => key.text.includes(word)));
          if (row.hidden === fits) row.hidden = !fits;
          here += fits;
        }
        if (part.hidden !== !here) part.hidden = !here;
        part.style.containIntrinsicSize = room(here);
        shown += here;
      }
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
      new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "").forEach((text, name) =>
        (name === "on" ? ["from", "to"] : [name]).forEach((one) => asked.set(one, text))); // of one day: "on" it
      fields.forEach((name) => { if (asked.has(name)) form.elements[name].value = asked.get(name); });
      fields.forEach((name) => { if (form.elements[name].value === "" && form.elements[name].options) form.elements[name].selectedIndex = 0; });
    }

    function download() {
      const heads = Array.from(table.tHead.rows[0].cells, textOf).concat("LEP", "Body", "Date", "Source", "Source address", "Line");
      const lines = listed.flatMap(({ part, rows }) => {
        const [lep, body, date] = Array.from(part.rows[0].cells[0].children, textOf), link = part.querySelector("a[href^=http]");
        const of = [lep, body, date, link ? textOf(link) : textOf(part.rows[0]), link ? link.href : ""];
        return rows.filter((row) => !row.hidden).map((row) => [0, 1, 2, 3].map((n) => textOf(row.cells[n])).concat(row.cells[4] ? textOf(row.cells[4]) : "Yes", of, row.id));
      });
      save("lepdata-register.csv", asCsv([heads, ...lines]));
    }

    // A line by its own address must be seen, whatever the filter says.
    function arrive() {
      const target = location.hash.includes("=") ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (target && target.hidden) { form.reset(); fields.forEach((name) => { form.elements[name].value = ""; }); show(); }
      if (target) target.scrollIntoView({ block: "center" });
    }

    form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
    form.addEventListener("input", show);
    form.addEventListener("reset", () => setTimeout(show));
    form.querySelector("[data-download]").addEventListener("click", download);
    window.addEventListener("hashchange", () => { if (location.hash.includes("=")) { recall(); show(); } else arrive(); });
    recall();
    const here = location.hash;
    if (fields.some(value)) show(); else said.textContent = "All " + number(keys.size) + " seats shown.";
    if (here && !here.includes("=")) arrive();
  }

  // A download beside each table, and the picture of each chart: drawn on the page, so made from it.
  function button(words, what, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "lep-take";
    made.textContent = words;
    made.setAttribute("aria-label", words + ": " + what);
    made.addEventListener("click", act);
    return made;
  }

  function taken(after, ...buttons) {
    const line = document.createElement("p");
    line.className = "lep-takes";
    line.append(...buttons);
    after.after(line);
  }

  function tableToTake(table) {
    const caption = table.caption ? textOf(table.caption.firstChild) : document.title;
    taken(table.closest(".lep-scroll") || table, button("CSV", caption, () => {
      const rows = Array.from(table.rows).filter((row) => !row.hidden);
      save(fileName(document.title.split(" – ")[0] + " " + caption) + ".csv", asCsv(rows.map((row) => Array.from(row.cells, textOf))));
    }));
  }

  const XMLNS = "http://www.w3.org/2000/svg";

  // The chart with its title above and its source below, as a file of its own.
  function drawing(figure, svg) {
    const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
    const caption = figure.querySelector("figcaption"), source = figure.querySelector(".lep-source");
    const lines = (text, most) => (text.match(new RegExp(".{1," + most + "}(\\s|$)", "g")) || []).map((line) => line.trim());
    const above = lines(caption ? textOf(caption.firstChild) : "", Math.floor(wide / 8.5)), below = lines(source ? textOf(source) : document.title, Math.floor(wide / 6.5));
    const whole = document.createElementNS(XMLNS, "svg"), inner = svg.cloneNode(true);
    const size = [wide, 22 * above.length + 12 + high + 16 * below.length + 8];
    whole.setAttribute("viewBox", "0 0 " + size.join(" "));
    whole.setAttribute("width", size[0]);
    whole.setAttribute("height", size[1]);
    const put = (text, y, weight, px) => {
      const line = document.createElementNS(XMLNS, "text");
      for (const [name, value] of Object.entries({ x: 0, y, "font-family": "Arial, Helvetica, sans-serif", "font-size": px, "font-weight": weight })) line.setAttribute(name, value);
      line.textContent = text;
      whole.append(line);
    };
    const paper = document.createElementNS(XMLNS, "rect");
    for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: "#fff" })) paper.setAttribute(name, value);
    whole.append(paper);
    above.forEach((text, n) => put(text, 18 + 22 * n, 700, 16));
    inner.setAttribute("font-family", "Arial, Helvetica, sans-serif");
    for (const [name, value] of Object.entries({ x: 0, y: 22 * above.length + 12, width: wide, height: high })) inner.setAttribute(name, value);
    whole.append(inner);
    below.forEach((text, n) => put(text, size[1] - 8 - 16 * (below.length - 1 - n), 400, 12));
    return { text: new XMLSerializer().serializeToString(whole), size };
  }

  function chartToTake(figure) {
    const drawn = () => Array.from(figure.querySelectorAll("svg.lep-chart")).find((svg) => svg.getBoundingClientRect().width);
    const caption = figure.querySelector("figcaption"), name = caption ? textOf(caption.firstChild) : document.title;
    const picture = figure.querySelector("[role=img]");
    taken(picture.closest(".lep-scroll") || picture,
      button("SVG", name, () => save(fileName(name) + ".svg", new Blob([drawing(figure, drawn()).text], { type: "image/svg+xml" }))),
      button("PNG", name, () => {
        const { text, size } = drawing(figure, drawn()), image = new Image();
        image.addEventListener("load", () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = size.map((one) => Math.round(2 * one));
          canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
          canvas.toBlob((blob) => save(fileName(name) + ".png", blob));
        });
        image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
      }));
  }

  // A frame takes the keyboard's focus, and a name, only where there is something to scroll.
  function reach(box) {
    const caption = box.querySelector("caption") || (box.closest("figure") || box).querySelector("figcaption");
    const wanted = box.scrollWidth > box.clientWidth + 1 ? { tabindex: 0, role: "group", "aria-label": caption ? textOf(caption.firstChild) : "Table" } : {};
    for (const name of ["tabindex", "role", "aria-label"]) {
      if (name in wanted) box.setAttribute(name, wanted[name]); else box.removeAttribute(name);
    }
  }
  const frames = new ResizeObserver((seen) => seen.forEach(({ target }) => reach(target.closest(".lep-scroll"))));
  document.querySelectorAll(".lep-scroll").forEach((box) => [box, box.firstElementChild].forEach((one) => one && frames.observe(one)));

  // Paper unfolds nothing by itself; the tables behind a chart stay folded, since the chart is there with its words.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("main details").forEach((fold) => { if (!fold.closest(".lep-figure")) fold.open = true; });
  });
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll("main table:not(#register)").forEach(tableToTake);
  document.querySelectorAll("figure.lep-figure:has([role=img])").forEach(chartToTake);
  document.querySelectorAll("form[data-script]").forEach((form) => {
    form.hidden = false;
    (form.dataset.script === "register" ? register : finder)(form);
  });
})();
