// Loads the second wasm file, which finds memory, functions and stack of the first one in `wasm`; tells Rust at `done`.
let later;
const import1 = {
    async __wasm_split_load_later(done, data) {
        let success = 1;
        try {
            later ??= WebAssembly.instantiateStreaming(
                fetch(new URL("./LATER", import.meta.url), { integrity: "sha384-SUM" }), { __wasm_split: wasm });
            await later;
        } catch (error) {
            later = undefined;
            success = 0;
            console.error(error);
        }
        wasm.__indirect_function_table.get(done)(data, success);
    },
};
