package io.lintel.server.http;

import io.lintel.server.page.PageError;
import org.jspecify.annotations.Nullable;

/// A request of a browser ends with an error page. The message is the detail for the log.
final class PageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final PageError error;

    private PageException(PageError error, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.error = error;
    }

    static PageException of(PageError error, String detail) {
        return new PageException(error, detail, null);
    }

    static PageException of(PageError error, String detail, Throwable cause) {
        return new PageException(error, detail, cause);
    }

    PageError error() {
        return error;
    }
}
