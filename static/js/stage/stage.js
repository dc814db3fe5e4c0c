/** The figures: panels of the plane, the data of a fit, the curves. They show the last good answer, all at one position. */
import { h } from "#app/controls/dom.js";
import { Landscape } from "#app/figures/landscape.js";
import { styleOf } from "#app/figures/palette.js";
import { withStart } from "#app/edits.js";
import { problemKey } from "#app/model.js";
import { letters, namesOf } from "#app/naming.js";
import { STYLE } from "#app/presentation.js";
import { aspectOf, boxFor, columnsFor, sharesUnits } from "#app/stage/arrangement.js";
import { Curves } from "#app/stage/curves.js";
import { Panel } from "#app/stage/panel.js";
import { Terrain } from "#app/stage/terrain.js";

/** Must agree with panels.css: the gap between panels and the height of a caption. */
const FRAME = { gap: 12, head: 28 };
/** About what a panel's axes take of its canvas. */
const AXES = { width: 36, height: 28 };
/** Milliseconds that the ring waits for its answer. */
const PATIENCE = 50;
/** What the field of a relief is fetched for, in pixels: it is seen from the side, and every node is drawn with every turn. */
const RELIEF = { width: 440, height: 440 };
/** How many answers may wait for their terrain: one is on its way, one waits, one is shown. */
const RECENT = 6;
const NARROW = matchMedia("(max-width: 699px)");

export class Stage {
  /**
   * @param {{panels: HTMLElement, reading: HTMLElement, curves: HTMLElement}} places
   * @param {import("#app/model.js").Context} context
   * @param {import("#app/player.js").Player} player
   * @param {import("#app/api.js").Api} api
   * @param {{start: boolean, view: boolean}} [can]  what hands may change on the panels
   */
  constructor(places, context, player, api, can = { start: true, view: true }) {
    this.places = places;
    this.can = can;
    this.context = context;
    this.player = player;
    this.api = api;
    this.terrain = new Terrain(api, context.store);
    /** @type {import("#app/stage/pointer.js").Pointer | undefined} */
    this.pointer = undefined;
    /** @type {import("#app/stage/layers.js").Layers | null | undefined} */
    this.layers = undefined;
    /** @type {Panel[]} */
    this.panels = [];
    /** @type {{minima: any[], saddles: any[], valley: any} | null} */
    this.marks = null;
    /** @type {import("#app/stage/data.js").DataPlane | null} */
    this.data = null;
    /** @type {Promise<void> | undefined} */
    this.planes = undefined;
    /** What was last shown of a problem that came to rest: as long as a hand changes it, the box stays. @type {{problem: string, model: string, view: any} | null} */
    this.settled = null;
    /** The answer that the figures show. */
    this.filled = null;
    /** The last few answers by their problems. @type {Map<string, any>} */
    this.answers = new Map();
    this.curves = new Curves(places.curves, context, player, api);
    /**
     * Sizes as the observer gave them: to ask the page in the middle of a change would lay it out once more.
     * @type {Map<Element, {width: number, height: number}>}
     */
    this.sizes = new Map();
    const { store } = context;
    const refresh = () => this.#refresh();
    this.observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.sizes.set(target, contentRect);
      refresh();
    });
    this.observer.observe(places.panels);
    for (const part of ["answer", "terrain", "layout", "hidden", "selected", "palette", "zoom", "layers", "clouds"]) {
      store.subscribe((state) => state[part], refresh);
    }
    // The ring moves with the answer: to draw it alone beforehand would hold the answer up. Only where that is slow it goes ahead.
    store.subscribe((state) => state.scene.start, () => {
      this.patience ??= setTimeout(() => this.#placeStart(), PATIENCE);
    });
    NARROW.addEventListener("change", refresh);
  }

  /** @param {number} position */
  show(position) {
    for (const panel of this.panels) panel.draw(position);
    this.data?.plot.draw(position);
    this.curves.draw(position);
  }

  #refresh() {
    const { state } = this.context.store;
    if (state.palette === null) return;
    const { answer, layout, moving } = state;
    // A field has a view of its own.
    const problem = problemKey(answer).replace(/&view=[^&]*$/, "");
    const fit = answer.scene.problem.kind === "fit";
    const Figure = layout === "3d" ? this.#relief() : Landscape;
    if (Figure === null || (fit && !this.#dataPlane())) return;
    const changing = moving && this.settled?.problem !== problem;
    const view = changing && fit && this.settled?.model === answer.problem.model ? this.settled.view : answer.problem.view;
    if (!changing) this.settled = { problem, model: answer.problem.model, view };
    const count = layout === "side" ? answer.trajectories.length : 1;
    this.#arrange(count, fit, view, Figure);
    const solid = Figure !== Landscape;
    const home = solid ? view : this.#home(answer, view);
    const box = state.zoom ?? home;
    this.answers.set(problem, answer);
    if (this.answers.size > RECENT) this.answers.delete(this.answers.keys().next().value);
    this.terrain.want(problem, box, solid ? RELIEF : this.#picture(), answer.problem.field_cells, answer.problem.minimum, changing);
    // A terrain that is known is in the state by now, and on the panels.
    if (this.context.store.state !== state) return;
    // Paths of one problem on the terrain of another would be a lie: the last good picture stays until both are there. Under a hand that
    // changes the problem, that is the picture of a moment ago.
    const there = state.terrain?.problem === problem ? answer : changing && this.answers.get(state.terrain?.problem);
    if (!there && this.shown) return;
    // It is there already: to draw it once more would hold up the picture that is on its way.
    if (there && there !== answer && there === this.filled) return;
    this.shown = true;
    this.filled = there;
    this.#fill({ ...state, answer: there || answer }, box, home, fit);
    this.show(this.player.position);
  }

  /** The field of a problem that has no answer yet. @param {string} problem  its part of the address */
  #ahead(problem) {
    const { answer, zoom, layout } = this.context.store.state;
    if (layout === "3d" || !this.settled) return;
    this.terrain.want(problem, zoom ?? this.#home(answer, this.settled.view), this.#picture(), answer.problem.field_cells, undefined, true);
  }

  /** The ring stands where the hand has put it; the paths follow with the answer. */
  #placeStart() {
    clearTimeout(this.patience);
    this.patience = undefined;
    const { scene, answer } = this.context.store.state;
    const [x, y] = scene.start ?? answer.scene.start;
    if (this.marks) for (const { landscape } of this.panels) landscape.marks = { ...this.marks, start: { x, y } };
  }

  /** What draws in 3-D, fetched when it is first wanted; null until it is there, and where it cannot be. */
  #relief() {
    const flat = (key) => this.context.store.update({ layout: "overlay", faults: [{ detail: this.context.words.say(key) }] });
    this.wanted ??= import("#app/figures/solid.js").then(
      ({ Solid }) => ((this.Solid = Solid), this.#refresh()),
      () => ((this.wanted = undefined), flat("error.silence")),
    );
    if (!this.Solid) return null;
    if (this.Solid.possible(document)) return this.Solid;
    flat("layout.no_webgl");
    return null;
  }

  /** What reads the plane comes when somebody first points. @param {{x: number, y: number} | null} point */
  async #point(point) {
    if (point === null && !this.pointer) return;
    const { Pointer } = await import("#app/stage/pointer.js");
    const { answer } = this.context.store.state;
    const pointer = (this.pointer ??= new Pointer(this.places.reading, this.api, (draw) => {
      this.panels.forEach(({ landscape }) => (landscape.pointer = draw));
      this.data?.point(pointer.at);
    }));
    pointer.move(point, problemKey(answer), answer.problem.parameters);
  }

  /** The right number of panels of the right kind in the right number of columns. */
  #arrange(count, fit, view, Figure) {
    const { panels: place } = this.places;
    while (this.panels.length > count || (this.panels.length > 0 && this.panels[0].Figure !== Figure)) {
      const panel = this.panels.pop();
      this.observer.unobserve(panel.canvas);
      this.sizes.delete(panel.canvas);
      panel.destroy();
    }
    while (this.panels.length < count) {
      const hands = {
        onStart: this.can.start ? ({ x, y }, { done }) => this.context.propose((scene) => withStart(scene, x, y), { live: !done }) : undefined,
        onView: this.can.view ? (zoom, { reset }) => this.context.store.update({ zoom: reset ? null : zoom }) : undefined,
        onPoint: (point) => this.#point(point),
      };
      const panel = new Panel(this.context, hands, Figure);
      this.panels.push(panel);
      this.observer.observe(panel.canvas);
      place.insertBefore(panel.element, this.data?.element ?? null);
    }
    if (fit !== (this.data !== null)) this.#togglePlot(fit);
    const cells = count + (fit ? 1 : 0);
    const aspect = sharesUnits(view) && !fit ? aspectOf(view) : 4 / 3;
    const room = this.#size(place);
    const columns = NARROW.matches ? Math.min(2, cells) : columnsFor(cells, room.width, room.height, aspect, FRAME);
    const rows = Math.ceil(cells / columns);
    place.style.setProperty("--columns", String(columns));
    place.style.setProperty("--rows", String(rows));
    // The data take whatever cells are left over.
    this.data?.element.style.setProperty("--span", String(columns * rows - cells + 1));
  }

  /** What belongs to data, fetched with the first fit; null until it is there. */
  #dataPlane() {
    this.planes ??= import("#app/stage/data.js").then(({ DataPlane }) => ((this.DataPlane = DataPlane), this.#refresh()));
    return this.DataPlane ?? null;
  }

  #togglePlot(fit) {
    if (!fit) {
      this.data.destroy();
      this.data = null;
      return;
    }
    this.data = new this.DataPlane(this.context, this.api, this.can.start, (problem) => this.#ahead(problem));
    this.places.panels.append(this.data.element);
  }

  #size(element) {
    return this.sizes.get(element) ?? { width: element.clientWidth, height: element.clientHeight };
  }

  /** Width and height of the picture inside a panel's axes. */
  #picture() {
    const { width, height } = this.#size(this.panels[0].canvas);
    return { width: Math.max(1, width - AXES.width), height: Math.max(1, height - AXES.height) };
  }

  /** The box that is shown when nobody has zoomed. */
  #home({ scene }, view) {
    const { width, height } = this.#picture();
    return boxFor(view, width, height, scene.problem.kind !== "fit" && sharesUnits(view));
  }

  #fill(state, view, home, fit) {
    const { answer, terrain, hidden, palette, clouds } = state;
    const { words } = this.context;
    const [p, q] = answer.problem.parameters;
    const names = namesOf(answer.scene, this.context.catalogue, words);
    const runs = answer.trajectories.map((trajectory, id) => ({
      style: answer.scene.runs[id][STYLE],
      ...styleOf(answer.scene.runs[id][STYLE]),
      id,
      name: names[id],
      x: trajectory.path[p],
      y: trajectory.path[q],
      loss: trajectory.loss,
      outcome: trajectory.outcome,
      visible: !hidden.includes(id),
      edgeLabel: (step) => words.say("figure.off_map", { step: String(step) }),
    }));
    this.data?.fill(state, runs);
    this.marks = {
      valley: this.data?.valley(answer) ?? null,
      minima: (answer.problem.minima ?? []).map((point) => ({ x: point.x ?? point[p], y: point.y ?? point[q] })),
      saddles: (answer.problem.saddles ?? []).map((point) => ({ x: point.x ?? point[p], y: point.y ?? point[q] })),
    };
    const axes = fit ? { x: letters(p), y: letters(q) } : { x: p, y: q };
    const together = this.panels.length === 1;
    const ends = clouds?.address === answer.address ? clouds.ends.filter(({ run }) => !hidden.includes(run.id)) : [];
    this.panels.forEach((panel, index) => {
      panel.landscape.clouds = together ? ends : ends.filter(({ run }) => run.id === index);
      dress(panel.landscape, { theme: palette, words: axes });
      Object.assign(panel.landscape, { view, home, field: terrain?.field ?? null });
      panel.show(together ? runs : [runs[index]]);
    });
    this.#placeStart();
    this.#overlay();
    if (this.data) dress(this.data.plot, { theme: palette });
    dress(this.curves.figure, { theme: palette });
    this.curves.fill(runs);
  }

  /** What lies over the paths; its module comes when the first layer is wanted. */
  #overlay() {
    const { layers, answer, moving } = this.context.store.state;
    if (layers && this.layers === undefined) {
      this.layers = null;
      import("#app/stage/layers.js").then(({ Layers }) => {
        this.layers = new Layers(this.context, this.api, () => this.#overlay());
        this.#overlay();
      });
    }
    const over = layers && this.layers ? this.layers.over(answer, layers.split(","), moving) : null;
    for (const { landscape } of this.panels) landscape.overlay = over;
  }
}

/** Sets what makes a figure draw everything anew, only where it differs. */
function dress(figure, clothes) {
  for (const [name, value] of Object.entries(clothes)) {
    if (JSON.stringify(figure[name]) !== JSON.stringify(value)) figure[name] = value;
  }
}
