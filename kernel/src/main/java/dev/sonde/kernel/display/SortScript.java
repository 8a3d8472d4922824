package dev.sonde.kernel.display;

/**
 * A click on a column's head sorts its table: numbers as numbers, missing values last. It needs nothing from a network, one
 * script serves all tables of a page, and where scripts do not run, as in a notebook that is not trusted, the table is a table.
 */
final class SortScript {

    static final String HTML = """
            <script>
            (function(){
            if(window.sondeSorts){return;}
            window.sondeSorts=true;
            document.documentElement.classList.add('sonde-sorts');
            var number=function(t){return parseFloat(t.replace(/[,%<\\[\\s]/g,''));};
            document.addEventListener('click',function(e){
              var head=e.target.closest&&e.target.closest('.sonde th');
              if(!head){return;}
              var table=head.closest('table'),at=head.cellIndex,up=head.getAttribute('aria-sort')!=='ascending';
              Array.from(table.tHead.rows[0].cells).forEach(function(c){c.removeAttribute('aria-sort');});
              head.setAttribute('aria-sort',up?'ascending':'descending');
              Array.from(table.tBodies[0].rows).map(function(row){
                var t=row.cells[at].textContent;
                return {row:row,text:t,number:number(t),missing:t===''||t==='\u2014'};
              }).sort(function(a,b){
                if(a.missing||b.missing){return a.missing-b.missing;}
                var d=isNaN(a.number)||isNaN(b.number)?a.text.localeCompare(b.text):a.number-b.number;
                return up?d:-d;
              }).forEach(function(each){table.tBodies[0].appendChild(each.row);});
            });
            })();
            </script>
            """;

    private SortScript() {}
}
