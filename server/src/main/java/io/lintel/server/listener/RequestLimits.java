package io.lintel.server.listener;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Locale;
import java.util.Optional;

/// What a request may say about itself. Sizes of the line and the header are limited by the decoder.
final class RequestLimits {

    private static final int MOST_HEADERS = 100;
    private static final int LARGEST_COOKIES = 8_192;
    private static final int LARGEST_FORM = 262_144;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String callback;

    /// @param issuerPath below which `/callback` takes larger forms: SAML posts its responses there
    RequestLimits(String issuerPath) {
        this.callback = issuerPath + "/callback";
    }

    Optional<RefusedRequest> findRefusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return unreadable(request.decoderResult().cause());
        }
        var headers = request.headers();
        if (headers.size() > MOST_HEADERS) {
            return refuse(431, "there are " + headers.size() + " header fields");
        }
        if (sizeOfCookies(headers) > LARGEST_COOKIES) {
            return refuse(431, "there are more than " + LARGEST_COOKIES + " bytes of cookies");
        }
        if (request.method().equals(HttpMethod.TRACE) || request.method().equals(HttpMethod.CONNECT)) {
            return refuse(405, "the method is " + request.method());
        }
        if (!isPrintable(request.uri())) {
            return refuse(400, "the address holds what is not printable ASCII");
        }
        if (!hasOneHost(request)) {
            return refuse(400, "there is not one Host");
        }
        if (hasOtherTransferEncoding(headers)) {
            return refuse(400, "Transfer-Encoding is not chunked");
        }
        if (isCompressed(headers)) {
            return refuse(415, "the body has a Content-Encoding");
        }
        if (HttpUtil.getContentLength(request, 0L) > largestBody(request)) {
            return refuse(413, "the body is larger than it may be");
        }
        return Optional.empty();
    }

    long largestBody(HttpRequest request) {
        var type = request.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null
                        && type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)
                        && !request.uri().startsWith(callback)
                ? LARGEST_FORM
                : Listeners.LARGEST_BODY;
    }

    private static Optional<RefusedRequest> refuse(int status, String detail) {
        return Optional.of(RefusedRequest.of(status, detail));
    }

    /// The message of the cause is not told: it may quote the request.
    private static Optional<RefusedRequest> unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> refuse(414, "the request line is too long");
            case TooLongHttpHeaderException header -> refuse(431, "the header is too large");
            default -> refuse(400, "it cannot be read, or not in one way only");
        };
    }

    private static int sizeOfCookies(HttpHeaders headers) {
        var size = 0;
        for (var cookie : headers.getAll(HttpHeaderNames.COOKIE)) {
            size += cookie.length();
        }
        return size;
    }

    /// RFC 3986, section 2: everything else is escaped.
    private static boolean isPrintable(String uri) {
        return uri.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /// RFC 9112, section 3.2.
    private static boolean hasOneHost(HttpRequest request) {
        var count = request.headers().getAll(HttpHeaderNames.HOST).size();
        return count == 1 || (count == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0));
    }

    /// RFC 9112, section 6.1.
    private static boolean hasOtherTransferEncoding(HttpHeaders headers) {
        var codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return !codings.isEmpty()
                && !(codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked"));
    }

    private static boolean isCompressed(HttpHeaders headers) {
        for (var coding : headers.getAll(HttpHeaderNames.CONTENT_ENCODING)) {
            if (!coding.strip().equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }
}
