// What a trainer does in the kill test: reads back the newest session and the newest logbook, then goes on at one kind of
// screen. Runs between find.js and drive.js, whose steps it uses. Knows the app by these words only:
const trainer = (() => {
  const WORDS = {
    // The list of sessions, the field that gives one its name, and the pages of one.
    sessions: "Voor trainers",
    begin: "Bereid een bijeenkomst voor",
    name: "Naam van de bijeenkomst",
    prepare: "Voorbereiden",
    collect: "Verzamelen",
    group: "Groepsbeeld",
    minutes: "Verslag",
    // How many have handed in, and a form that is typed over.
    counted: /Er (?:is|zijn) (\d+) inzending/,
    paper: "Papieren formulier overtypen",
    add: "Voeg dit formulier toe",
    // The group's picture: so many forms are enough for it.
    enough: 5,
    reveal: "Laat het groepsbeeld zien",
    hide: "Verberg het groepsbeeld",
    // The list of logbooks, and one of them.
    logbooks: "Logboek van een netwerk",
    network: "Over welk netwerk gaat het?",
    beginLogbook: "Begin met dit logboek",
    goal: "Nieuw doel",
    addGoal: "Voeg dit doel toe",
    sort: "Resultaat",
    sentence: "Vertel het in één zin",
    addEntry: "Zet in het logboek",
    written: "Wijzig: ",
    open: "Open ",
  };

  async function goToList(address, title) {
    location.hash = address;
    await first("heading", "is", title);
  }

  async function desk(name) {
    await press("link", "is", name);
    await until(`the page ${name}`, () => here("link", "is", name)[0]?.ariaCurrent);
  }

  const counted = () => Number(WORDS.counted.exec(document.body.innerText)?.[1] ?? 0);
  // Whether the picture is shown, and the button that changes that.
  const picture = () => until("a picture, hidden or shown", () => {
    const [reveal, hide] = [WORDS.reveal, WORDS.hide].map((name) => here("button", "is", name)[0]);
    return (reveal || hide) && { button: reveal ?? hide, isShown: !reveal };
  });

  // ---- reading back

  // Tells what is in a list, and opens the newest of it.
  async function newest(address, title) {
    await goToList(address, title);
    const names = here("link", "starts", WORDS.open).map((link) => find.name(link).slice(WORDS.open.length));
    for (const name of names) await note({ item: name, value: name });
    const number = (name) => Number(name.split(" ").at(-1));
    const last = names.sort((a, b) => number(a) - number(b)).at(-1);
    if (last) await press("link", "is", WORDS.open + last);
    return last;
  }

  async function read() {
    const logbook = await newest("#/logbook", WORDS.logbooks);
    if (logbook) {
      await first("textbox", "is", WORDS.sentence);
      for (const button of here("button", "starts", WORDS.written)) {
        const sentence = find.name(button).slice(WORDS.written.length);
        await note({ item: `${logbook}: ${sentence}`, value: sentence });
      }
    }
    const session = await newest("#/trainer", WORDS.sessions);
    if (!session) return;
    await desk(WORDS.collect);
    await note({ item: `${session}: handed in`, value: String(counted()) });
    if (counted() >= WORDS.enough) {
      await desk(WORDS.group);
      await note({ item: `${session}: revealed`, value: String((await picture()).isShown) });
    }
    for (const name of [WORDS.prepare, WORDS.minutes]) {
      await desk(name);
      await shown(session);
    }
    return session;
  }

  // ---- going on

  async function prepare() {
    const name = `Bijeenkomst ${NUMBER}`;
    await goToList("#/trainer", WORDS.sessions);
    await attempt(name, name, async () => {
      await press("button", "is", WORDS.begin);
      type(await first("textbox", "is", WORDS.name), name);
    });
    await work(name);
  }

  async function form(session) {
    const fold = await first("summary", "is", WORDS.paper);
    if (!fold.parentElement.open) fold.click();
    const box = await first("textbox", "is", "1");
    const count = counted() + 1;
    await attempt(`${session}: handed in`, String(count), async () => {
      type(box, "1");
      await press("button", "is", WORDS.add);
      await until(`${count} handed in`, () => counted() === count);
    });
  }

  async function collect(session) {
    await desk(WORDS.collect);
    for (;;) await form(session);
  }

  // Its own page does not say that anything is saved; that of the minutes does.
  async function group(session) {
    await desk(WORDS.collect);
    while (counted() < WORDS.enough) await form(session);
    for (;;) {
      await desk(WORDS.group);
      const { button, isShown } = await picture();
      await attempt(`${session}: revealed`, String(!isShown), async () => {
        button.click();
        await desk(WORDS.minutes);
      });
    }
  }

  async function minutes(session) {
    await desk(WORDS.minutes);
    const closed = here("summary").filter((fold) => !fold.parentElement.open);
    closed[NUMBER % closed.length]?.click();
    await work(session);
  }

  async function logbook() {
    const name = `Logboek ${NUMBER}`;
    await goToList("#/logbook", WORDS.logbooks);
    await attempt(name, name, async () => {
      type(await first("combobox", "is", WORDS.network), name);
      await press("button", "is", WORDS.beginLogbook);
    });
    const write = (sentence, act) => attempt(`${name}: ${sentence}`, sentence, act);
    for (let count = 0; ; count += 1) {
      const [goal, entry] = [`Doel ${count}`, `Zin ${count}`];
      await write(goal, async () => {
        type(await first("textbox", "is", WORDS.goal), goal);
        await press("button", "is", WORDS.addGoal);
      });
      await write(entry, async () => {
        await press("radio", "starts", WORDS.sort);
        type(await first("textbox", "is", WORDS.sentence), entry);
        await press("button", "is", WORDS.addEntry);
      });
    }
  }

  const kinds = { prepare, collect, group, minutes, logbook };
  return { kinds, read, goOn: (session) => kinds[KIND](session) };
})();
