package dev.sonde.plot;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A figure as HTML: the static picture, and a small script that puts the interactive one in its place where
 * {@link PlotlyScript} is on the page, before or after. Without scripts, or if anything fails, the picture stays.
 */
public final class FigureHtml {

    private static final String UPGRADE = """
            (function(){
            var draw=function(){
              var all=document.querySelectorAll('[data-sonde-figure="%1$s"]:not([data-sonde-drawn])');
              Array.prototype.forEach.call(all,function(root){
                var still=root.querySelector('.sonde-still'),live=document.createElement('div'),spec=%2$s;
                var color=window.getComputedStyle(still.querySelector('svg')||root).color;
                spec.layout.font={color:color,family:'system-ui,sans-serif',size:12};
                root.setAttribute('data-sonde-drawn','');
                root.appendChild(live);
                var keep=function(){live.remove();still.style.display='';};
                try{
                  still.style.display='none';
                  var done=window.Plotly.newPlot(live,spec.data,spec.layout,{responsive:true,displaylogo:false});
                  if(done&&done.catch){done.catch(keep);}
                }catch(e){keep();}
              });
            };
            if(window.Plotly){draw();}else{(window.sondeFigures=window.sondeFigures||[]).push(draw);}
            })();
            """;

    private FigureHtml() {}

    /** The figure for a page that may or may not hold the library. */
    public static String of(SondeFigure figure) {
        String spec = figure.plotlyJson();
        String id = HexFormat.of().toHexDigits(checksum(spec), 8);
        return "<div class=\"sonde-figure\" data-sonde-figure=\"" + id + "\">\n<div class=\"sonde-still\">"
                + figure.inlineSvg() + "</div>\n<script>\n"
                + UPGRADE.formatted(id, JsonTrace.scriptSafe(figure.plotly())) + "</script>\n</div>\n";
    }

    /** The figure, preceded by the library: for the first figure of a notebook. */
    public static String withLibrary(SondeFigure figure) {
        return PlotlyScript.html() + of(figure);
    }

    private static long checksum(String text) {
        var sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
