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

/// Says in every response when it was made (RFC 9110, section 6.6.1), whoever in the server made it. The
/// framework's own header is missing where a filter answers, and where no route is asked.
final class DateStamp extends ChannelOutboundHandlerAdapter {

    /// RFC 9110, section 5.6.7: two digits for the day, unlike [DateTimeFormatter#RFC_1123_DATE_TIME].
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource time;

    DateStamp(InstantSource time) {
        this.time = time;
    }

    @Override
    public void write(ChannelHandlerContext context, Object written, ChannelPromise promise) {
        if (written instanceof HttpResponse response
                && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            response.headers().set(HttpHeaderNames.DATE, FORM.format(time.instant()));
        }
        var _ = context.write(written, promise);
    }
}
