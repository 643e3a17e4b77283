"""Small pages of invented clinics, built as page builders build them."""

from __future__ import annotations

LANDING = """<!doctype html><html><head><title>Riverbend Cells</title><style>p{}</style></head>
<body class="no-sidebar has-footer"><div id="page">
<header class="site-header"><nav class="main-nav"><ul><li><a href="/">Home</a></li></ul></nav>
</header>
<section class="hero-banner"><h1>New hope for<br>your child</h1>
<p>We treat aut<b>ism</b> with <em>young</em> cells.</p>
<a class="btn" href="#">Book a visit</a></section>
<div class="stats"><div><span class="n" data-target="12,000">0</span>
<span class="l">children treated</span>
</div><div><span>98</span><span>%</span> <span>improved</span></div></div>
<main><h2>How it works</h2><p>The cells may:</p><ul><li>repair <span>neurons</span></li></ul>
</main>
<footer class="footer"><p>Not approved by any regulator.</p><div class="footer-menu">
<p>Results differ from child to child.</p></div></footer>
<div id="cookie-notice"><h2>Cookies</h2><p>We use cookies.</p></div>
<div class="modal" style="display:none"><p>Only two places left this month!</p></div>
</div><script>document.write("<p>written</p>")</script><noscript>Enable scripts</noscript>
</body></html>"""

SLIDER = """<h1>The Larch Clinic for children</h1>
<section class="testimonials"><h2>What parents say</h2><div class="slick-track">
<div class="slide slick-cloned" aria-hidden="true"><p>“He slept through the night.”</p></div>
<div class="slide"><p>“My son began to talk.”</p><h4>Mira, mother of Jon</h4></div>
<div class="slide" style="display: none"><p>“He slept through the night.”</p>
<h4>Per, father</h4></div>
</div></section><section><h2>Our team</h2>
<p>Three doctors and a nurse work with the families.</p></section>"""

TABS = """<h1>Therapy for autism at the Larch Clinic</h1>
<ul class="nav nav-tabs" role="tablist"><li><a href="#a">Benefits</a></li><li>
<a href="#b">Risks</a></li></ul>
<div class="tab-content"><div class="tab-pane" id="a"><p>Most children speak more.</p></div>
<div class="tab-pane" id="b" hidden><p>There are no side effects.</p></div></div>"""

ACCORDION = """<h1>Therapy for autism at the Larch Clinic</h1><h2>Questions of parents</h2>
<div class="accordion"><div><button>Is it safe?</button>
<div style="display:none">Yes, always.</div></div>
<div><button>Does it last?</button><div>For many years.</div></div></div>
<details><summary>Does it work?</summary><p>In most of the children.</p></details>
<p>After the questions.</p>"""

TABLE = """<h1>Prices of the Larch Clinic for the therapy</h1><table>
<caption>Costs of a course</caption>
<thead><tr><th>Package</th><th>Price</th></tr></thead>
<tr><td>Basic<br>course</td><td><p>$5,000</p></td></tr><tr><td></td><td>Full</td>
<td>$9,000</td></tr></table>
<table role="presentation"><tr><td>Left words of the layout.</td><td>Right words of it.</td>
</tr></table>
<table><tr><td><h2>Inside a layout</h2><p>A whole section.</p></td></tr></table>"""
