/** As much of a canvas and its page as figures need, in Node: it records what was drawn and can be pressed. */

class Context {
  constructor(canvas) {
    this.canvas = canvas;
    this.calls = [];
    this.font = "13px sans-serif";
    this.globalAlpha = 1;
    this.dash = [];
    return new Proxy(this, {
      get: (target, name) => {
        if (name in target) return target[name];
        return (...values) => void target.calls.push({ name, values, ink: target.strokeStyle, fill: target.fillStyle, alpha: target.globalAlpha });
      },
    });
  }

  measureText(text) {
    return { width: 0.55 * parseFloat(/(\d+(\.\d+)?)px/.exec(this.font)[1]) * [...text].length };
  }

  setLineDash(dash) {
    this.dash = [...dash];
  }

  getLineDash() {
    return [...this.dash];
  }

  getImageData() {
    return { data: [128, 128, 128, 255] };
  }
}

class Canvas extends EventTarget {
  constructor(page, width = 0, height = 0) {
    super();
    Object.assign(this, { ownerDocument: page, clientWidth: width, clientHeight: height, width: 0, height: 0, style: {}, tabIndex: -1 });
    this.context = new Context(this);
    this.captured = [];
  }

  getContext() {
    return this.context;
  }

  getBoundingClientRect() {
    return { left: 100, top: 50, width: this.clientWidth, height: this.clientHeight };
  }

  toDataURL() {
    return "data:image/png;base64,AAAA";
  }

  setPointerCapture(id) {
    this.captured.push(id);
  }

  matches() {
    return false;
  }

  /** Texts of the last draw, with the place where they were put. */
  texts() {
    return this.context.calls.filter(({ name }) => name === "fillText").map(({ values: [text, x, y] }) => ({ text, x, y }));
  }

  /** A pointer event in the figure's own pixels. */
  pointer(type, x, y, more = {}) {
    const event = new Event(type, { cancelable: true });
    Object.assign(event, { clientX: x + 100, clientY: y + 50, button: 0, pointerId: 1, pointerType: "mouse", detail: 1, ...more });
    this.dispatchEvent(event);
    return event;
  }

  key(type, key, more = {}) {
    const event = new Event(type, { cancelable: true, bubbles: true });
    Object.assign(event, { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
    this.dispatchEvent(event);
    return event;
  }
}

/** A canvas of that size, on a page of its own. */
export function canvasOf(width, height) {
  const page = { createElement: () => new Canvas(page), activeElement: null, documentElement: {} };
  globalThis.ImageData ??= class {
    constructor(nx, ny) {
      this.data = new Uint8ClampedArray(4 * nx * ny);
    }
  };
  return new Canvas(page, width, height);
}

/** A palette that is not read from any page. */
export const theme = {
  dark: false,
  paper: "#fff",
  ink: "#000",
  soft: "#555",
  faint: "#888",
  hairline: "#ddd",
  accent: "#33f",
  terrain: [[250, 250, 250], [170, 180, 190]],
  runs: ["#100", "#200", "#300", "#400", "#500", "#600", "#700", "#800"],
  face: "sans-serif",
  math: "serif",
  scale: 1,
}; // prettier-ignore
