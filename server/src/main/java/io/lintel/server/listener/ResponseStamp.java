package io.lintel.server.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/// Says in every response when it was made (RFC 9110, section 6.6.1), and puts the fields on it that protect browsers,
/// whoever in the server made it. The framework asks no filter where it refuses a body, and dates nothing where a
/// filter answers.
final class ResponseStamp extends ChannelOutboundHandlerAdapter {

    /// RFC 9110, section 5.6.7: two digits for the day, unlike [DateTimeFormatter#RFC_1123_DATE_TIME].
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource time;
    private final Map<String, String> protections;

    /// @param protections for responses that have no field of that name
    ResponseStamp(InstantSource time, Map<String, String> protections) {
        this.time = time;
        this.protections = Map.copyOf(protections);
    }

    @Override
    public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
        if (written instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            var fields = response.headers();
            fields.set(HttpHeaderNames.DATE, FORM.format(time.instant()));
            protections.forEach((name, value) -> {
                if (!fields.contains(name)) {
                    fields.set(name, value);
                }
            });
        }
        var _ = context.write(written, promise);
    }
}
