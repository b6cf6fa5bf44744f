package io.lintel.server.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;

/// Moves every request of the telemetry listener below a path of its own, so that no address means one thing
/// here and another there: with an issuer that has no path, `/healthz` would.
public final class TelemetryPaths extends ChannelInboundHandlerAdapter {

    /// What is below answers at the telemetry listener alone, where it is not seen.
    public static final String PREFIX = "/-telemetry-";

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (read instanceof HttpRequest request && request.uri().startsWith("/")) {
            request.setUri(PREFIX + request.uri());
        }
        context.fireChannelRead(read);
    }
}
