//! The camera: a stream of pictures in shades of grey. Knows nothing of what is in them.

use super::Failure;
use js_sys::{Array, Function, Object, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

fn reader() -> Option<Object> {
    let kind =
        js_sys::Reflect::get(&window(), &"BarcodeDetector".into()).ok()?.dyn_into::<Function>().ok()?;
    let (options, formats) = (Object::new(), Array::of1(&"qr_code".into()));
    js_sys::Reflect::set(&options, &"formats".into(), &formats).ok()?;
    js_sys::Reflect::construct(&kind, &Array::of1(&options)).ok()?.dyn_into().ok()
}

/// The longest side of a picture that is looked at, in pixels: enough for a code that fills half of it.
const LONGEST: u32 = 960;

/// A camera that is on.
pub struct Camera {
    stream: MediaStream,
    video: HtmlVideoElement,
    canvas: HtmlCanvasElement,
    /// The browser's own reader of QR codes, where it has one: it is quicker, and better in poor light.
    reader: Option<Object>,
}

impl Camera {
    /// Turns the camera on, the one away from the person if there are two, and shows it in this element.
    pub async fn start(video: &Element) -> Result<Camera, Failure> {
        let failed = |_| Failure::CameraRefused;
        let wanted = Object::new();
        js_sys::Reflect::set(&wanted, &"facingMode".into(), &"environment".into()).map_err(failed)?;
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&wanted);
        let devices = window().navigator().media_devices().map_err(failed)?;
        let stream = devices.get_user_media_with_constraints(&constraints).map_err(failed)?;
        let stream: MediaStream = JsFuture::from(stream).await.map_err(failed)?.dyn_into().map_err(failed)?;
        let video: HtmlVideoElement = video.clone().dyn_into().map_err(|_| Failure::CameraRefused)?;
        video.set_muted(true);
        video.set_src_object(Some(&stream));
        let playing = video.play().map_err(failed)?;
        let canvas = document().create_element("canvas").map_err(failed)?;
        let canvas = canvas.dyn_into().map_err(|_| Failure::CameraRefused)?;
        let camera = Camera { stream, video, canvas, reader: reader() };
        match JsFuture::from(playing).await {
            Ok(_) => Ok(camera),
            Err(_) => {
                camera.stop();
                Err(Failure::CameraRefused)
            }
        }
    }

    /// What the QR codes say that the browser itself sees; none if it has no reader for them.
    pub async fn read(&self) -> Option<Vec<String>> {
        let reader = self.reader.as_ref()?;
        let detect = js_sys::Reflect::get(reader, &"detect".into()).ok()?.dyn_into::<Function>().ok()?;
        let seen = detect.call1(reader, &self.video).ok()?.dyn_into::<Promise>().ok()?;
        let seen = JsFuture::from(seen).await.ok()?.dyn_into::<Array>().ok()?;
        let said = |code: JsValue| js_sys::Reflect::get(&code, &"rawValue".into()).ok()?.as_string();
        Some(seen.iter().filter_map(said).collect())
    }

    /// What the camera sees now: width, height and a byte of grey for each pixel; none as long as there is no picture.
    pub fn frame(&self) -> Option<(usize, usize, Vec<u8>)> {
        let (width, height) = (self.video.video_width(), self.video.video_height());
        let longest = width.max(height);
        if longest == 0 {
            return None;
        }
        let scale = longest.max(LONGEST);
        let (width, height) = (width * LONGEST / scale, height * LONGEST / scale);
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        let context = self.canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let (w, h) = (f64::from(width), f64::from(height));
        context.draw_image_with_html_video_element_and_dw_and_dh(&self.video, 0.0, 0.0, w, h).ok()?;
        let pixels = context.get_image_data(0.0, 0.0, w, h).ok()?.data();
        let grey = pixels.chunks_exact(4).map(|pixel| {
            let sum: u32 = pixel.iter().take(3).map(|part| u32::from(*part)).sum();
            u8::try_from(sum / 3).unwrap_or(u8::MAX)
        });
        Some((usize::try_from(width).ok()?, usize::try_from(height).ok()?, grey.collect()))
    }

    /// Turns the camera off.
    pub fn stop(&self) {
        for track in
            self.stream.get_tracks().iter().filter_map(|track| track.dyn_into::<MediaStreamTrack>().ok())
        {
            track.stop();
        }
        self.video.set_src_object(None);
    }
}
