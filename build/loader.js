// Loads the second wasm file, which finds memory, functions and stack of the first one in `wasm`; tells Rust at `done`.
// Not streaming: a host may serve wasm as something else, and the file is small.
let later;
const load_later = async () => {
    const response = await fetch(new URL("./LATER", import.meta.url), { integrity: "sha384-SUM" });
    await WebAssembly.instantiate(await response.arrayBuffer(), { __wasm_split: wasm });
};
const import1 = {
    async __wasm_split_load_later(done, data) {
        let success = 1;
        try {
            await (later ??= load_later());
        } catch (error) {
            later = undefined;
            success = 0;
            console.error(error);
        }
        wasm.__indirect_function_table.get(done)(data, success);
    },
};
