package chat.parley.browser;

/// Other pods and another browser, so that two classes of this package can run in parallel: a driver of
/// browsers serves one thread at a time.
final class SecondBrowserFixture extends BrowserFixture {}
