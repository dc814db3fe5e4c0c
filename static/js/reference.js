/** The reference's pages: draws their figures and wires them together; nothing else. */
import { Api } from "#app/api.js";
import { ThemeChoice } from "#app/controls/theme.js";
import { RaceFigure } from "#app/reference/race.js";
import { printReady } from "#app/reference/printing.js";
import { PageKeys } from "#app/reference/keys.js";
import { reachable } from "#app/reference/reachable.js";
import { gallery } from "#app/reference/thumbnails.js";
import { createStore } from "#app/store.js";
import { createWords } from "#app/words.js";

const given = (id) => JSON.parse(document.getElementById(id).textContent);

const { language, theme } = given("page");
const words = createWords(given("words"), language);
const store = createStore({ theme, palette: null });
const api = new Api("/api/v1", language);

new ThemeChoice(document.getElementById("theme"), /** @type {any} */ ({ words, store }), /** @type {any} */ (new PageKeys()));
const figures = [...document.querySelectorAll(".race")].map((root) => new RaceFigure(root, { api, store, words }));
gallery(document.querySelectorAll(".thumbnail"), { api, store });
reachable(document.querySelectorAll(".mathematics, .box, pre"));
printReady(store, figures);
document.documentElement.dataset.ready = "";
