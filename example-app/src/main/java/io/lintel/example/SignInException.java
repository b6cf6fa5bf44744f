package io.lintel.example;

/// A sign-in that did not work out. The message is shown to whoever sits at the browser.
final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SignInException(String message) {
        super(message);
    }

    SignInException(String message, Throwable cause) {
        super(message, cause);
    }
}
