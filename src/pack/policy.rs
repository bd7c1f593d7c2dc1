//! What the app may load and where it may send: the Content-Security-Policy of each page, and the headers for a host.
//! Knows nothing of files on a disk.

/// Only what the app needs, each from its own host or from nowhere. `'wasm-unsafe-eval'` is what WebAssembly requires.
const HOSTED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'";

/// No text becomes a script or markup. boot.js makes the one policy that `default` names.
const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'; trusted-types default";

/// For the hosted pages themselves, so that it also holds where the host sets no headers. A page cannot say who may
/// frame it; boot.js sees to that.
pub fn hosted_meta() -> String {
    format!("{HOSTED}; {TRUSTED_TYPES}")
}

/// For the single file: just this script and this style, and no request at all.
pub fn single(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{script}' 'wasm-unsafe-eval'; style-src 'sha256-{style}'; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'; {TRUSTED_TYPES}"
    )
}

/// For a page that only shows.
pub fn page_with_style(style: &str) -> String {
    format!("default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'")
}

/// The file `_headers`, as Netlify and Cloudflare Pages read it. Rules that fit one address add up, so no header is
/// set twice.
pub fn headers() -> String {
    format!(
        "/*
  Content-Security-Policy: {HOSTED}; frame-ancestors 'none'; {TRUSTED_TYPES}
  Strict-Transport-Security: max-age=63072000
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(self), geolocation=(), microphone=(), payment=(), usb=()
/
  Cache-Control: no-cache
/index.html
  Cache-Control: no-cache
/sw.js
  Cache-Control: no-cache
/assets/*
  Cache-Control: public, max-age=31536000, immutable
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Directive and values, as a browser reads them. The first of two counts, so there may be no second.
    fn parse(policy: &str) -> BTreeMap<&str, Vec<&str>> {
        let mut read = BTreeMap::new();
        for directive in policy.split(';') {
            let mut words = directive.split_whitespace();
            let name = words.next().unwrap();
            assert!(read.insert(name, words.collect()).is_none(), "{name} twice in {policy}");
        }
        read
    }

    #[track_caller]
    fn strict(policy: &str) {
        let read = parse(policy);
        assert_eq!(read["default-src"], ["'none'"]);
        assert_eq!(read["base-uri"], ["'none'"]);
        assert_eq!(read["form-action"], ["'none'"]);
        for (name, values) in &read {
            for value in values {
                let is_known = matches!(*value, "'none'" | "'self'" | "'wasm-unsafe-eval'" | "'script'")
                    || value.starts_with("'sha256-")
                    || (*name == "img-src" && *value == "data:")
                    || (*name == "trusted-types" && *value == "default");
                assert!(is_known, "{name} {value} weakens the policy");
                assert!(*value != "'wasm-unsafe-eval'" || *name == "script-src");
            }
        }
    }

    /// F48: a policy that a change has weakened stops the build. F49: nothing can be sent to another host.
    #[test]
    fn no_policy_lets_more_in_than_the_app_needs() {
        let headers = headers();
        let header =
            headers.lines().find_map(|line| line.strip_prefix("  Content-Security-Policy: ")).unwrap();
        for policy in [header, &hosted_meta(), &single("x", "y")] {
            strict(policy);
            assert_eq!(parse(policy)["require-trusted-types-for"], ["'script'"]);
        }
        strict(&page_with_style("y"));
        assert_eq!(parse(header)["frame-ancestors"], ["'none'"]);
        assert_eq!(parse(&single("x", "y"))["connect-src"], ["'none'"]);
        // A browser warns of what a page itself cannot say.
        for policy in [hosted_meta(), single("x", "y")] {
            assert!(!["frame-ancestors", "sandbox", "report-uri"].iter().any(|name| policy.contains(name)));
        }
    }

    #[test]
    fn no_header_is_set_twice_for_one_address() {
        let headers = headers();
        let all = headers.split("/\n").next().unwrap();
        assert!(!all.contains("Cache-Control"), "{all}");
        let mut names: Vec<_> = all.lines().skip(1).map(|line| line.split(':').next().unwrap()).collect();
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_names);
    }
}
