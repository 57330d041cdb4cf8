/*
 * Runs before the modules, also in browsers that have none: no syntax here that ES5 does not have.
 */

/* Applies the chosen theme before anything is drawn (ui/theme.js). */
(function () {
  'use strict';
  try {
    var theme = JSON.parse(localStorage.getItem('parley.settings')).theme;
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.setAttribute('data-theme', theme);
    }
  } catch (nothing) {
    // The browser stores nothing for this page, or nothing that makes sense, so nothing was chosen.
  }
})();

/*
 * Watches the page until it is open (`parleyStart.opened()`), and says what is in the way, with a way on: an old
 * browser, a part that does not arrive or does not parse, and anything that takes too long.
 *
 * During a rolling upgrade the page may come from one pod and its files be requested from another, which does not have
 * that build. Each missing file is then requested until the right pod answers: its path contains a hash of the build, so
 * the browser caches it for good, and after one reload nothing is missing.
 */
var parleyStart = (function () {
  'use strict';
  /* Each is the first with something that the page needs; src/docs/page.md lists them, too. */
  var OLDEST = 'Chrome 123, Edge 123, Firefox 125, Safari 17.5';
  var SLOW_MS = 5000;
  var REPAIR_MS = 30000;
  var PAUSE_MS = 400;
  var MOST_REPAIRS = 2;
  var REPAIRS = 'parley.repairs';

  var WORDS = {
    en: {
      opening: 'Opening Parley…',
      old: 'This browser is too old for Parley. Oldest supported versions: ' + OLDEST + '.',
      slow: 'Opening Parley takes longer than usual. The connection may be slow.',
      missing: 'A part of the page could not be loaded.',
      broken: 'Parley could not be opened in this browser.',
      reload: 'Reload',
      plain: 'Open without stored data',
    },
    id: {
      opening: 'Membuka Parley…',
      old: 'Browser ini terlalu lama untuk Parley. Versi terlama yang didukung: ' + OLDEST + '.',
      slow: 'Membuka Parley lebih lama dari biasanya. Koneksi mungkin lambat.',
      missing: 'Sebagian halaman tidak dapat dimuat.',
      broken: 'Parley tidak dapat dibuka di browser ini.',
      reload: 'Muat ulang',
      plain: 'Buka tanpa data tersimpan',
    },
    ko: {
      opening: 'Parley를 여는 중…',
      old: '이 브라우저는 너무 오래되어 Parley를 열 수 없어요. 지원하는 가장 오래된 버전: ' + OLDEST + '.',
      slow: 'Parley를 여는 데 평소보다 오래 걸려요. 연결이 느릴 수 있어요.',
      missing: '페이지의 일부를 불러오지 못했어요.',
      broken: '이 브라우저에서 Parley를 열지 못했어요.',
      reload: '새로고침',
      plain: '저장된 데이터 없이 열기',
    },
  };

  var started = Date.now();
  var open = false;
  var repairing = false;
  var said;
  var old = unsupported();

  function unsupported() {
    try {
      return !(
        'noModule' in document.createElement('script') &&
        Map.groupBy &&
        URL.canParse &&
        Intl.Segmenter &&
        'popover' in document.createElement('p') &&
        CSS.supports('color', 'light-dark(red, red)')
      );
    } catch (absent) {
      return true;
    }
  }

  /* The language of the settings, or else the first known one of the browser. */
  function language() {
    var tags = [];
    try {
      tags.push(JSON.parse(localStorage.getItem('parley.settings')).language);
    } catch (nothing) {
      // None was chosen.
    }
    tags = tags.concat([].slice.call(navigator.languages || []), navigator.language || []);
    for (var i = 0; i < tags.length; i += 1) {
      var tag = String(tags[i]).split('-')[0];
      if (WORDS.hasOwnProperty(tag)) {
        return tag;
      }
    }
    return 'en';
  }

  /* Says what is in the way, in place of the page; the last word counts. */
  function say(what) {
    said = what;
    var place = document.getElementById('app');
    if (open || !place) {
      return;
    }
    var words = WORDS[language()];
    document.documentElement.setAttribute('lang', language());
    place.textContent = '';
    var box = child(place, 'div', '');
    box.className = 'opening';
    child(box, 'p', words[what]).setAttribute('role', what === 'opening' ? 'status' : 'alert');
    if (what === 'slow' || what === 'missing' || what === 'broken') {
      button(box, words.reload, 'reload', what === 'slow' ? reload : reloadAnew);
    }
    if (what === 'broken') {
      button(box, words.plain, 'open-plain', openPlain);
    }
  }

  function child(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    return parent.appendChild(element);
  }

  function button(parent, text, id, act) {
    var element = child(parent, 'button', text);
    element.id = id;
    element.setAttribute('type', 'button');
    element.addEventListener('click', act);
  }

  function reload() {
    location.reload();
  }

  /* What the browser keeps of this build may be what is broken. */
  function reloadAnew() {
    within(PAUSE_MS * 5, Promise.all([dropWorkers(), dropShells(), fetchAnew()])).then(reload);
  }

  function dropWorkers() {
    var workers = navigator.serviceWorker;
    return attempt(function () {
      return workers && workers.getRegistrations().then(function (all) {
        return Promise.all(all.map(function (one) {
          return one.unregister();
        }));
      });
    });
  }

  function dropShells() {
    return attempt(function () {
      return window.caches && caches.keys().then(function (names) {
        return Promise.all(names.map(function (name) {
          return name.indexOf('parley-shell-') === 0 && caches.delete(name);
        }));
      });
    });
  }

  function fetchAnew() {
    return Promise.all(parts().map(function (href) {
      return attempt(function () {
        return fetch(href, { cache: 'reload' });
      });
    }));
  }

  function openPlain() {
    location.replace(location.pathname + '?plain' + location.hash);
  }

  /* Resolves whatever happens. */
  function attempt(act) {
    return new Promise(function (resolve) {
      resolve(act());
    }).then(null, function () {});
  }

  function within(ms, promise) {
    return Promise.race([promise, pause(ms)]);
  }

  function pause(ms) {
    return new Promise(function (resolve) {
      setTimeout(resolve, ms);
    });
  }

  /* The words of the user's language, which only some need, come with everything else; the page opens without them. */
  function fetchWords() {
    var folder = document.querySelector('meta[name=parley-words]');
    if (folder && !old && language() !== 'en') {
      var link = document.createElement('link');
      link.id = 'words';
      link.rel = 'modulepreload';
      link.href = folder.content + language() + '.js';
      document.head.appendChild(link);
    }
  }

  /* The addresses of all that the page is made of. */
  function parts() {
    var links = document.querySelectorAll('link[rel=modulepreload], link[rel=stylesheet], script[type=module]');
    return [].map.call(links, function (part) {
      return part.href || part.src;
    });
  }

  function fetched(href) {
    return attempt(function () {
      return fetch(href);
    }).then(function (answer) {
      var arrived = Boolean(answer && answer.ok);
      if (arrived || Date.now() - started > REPAIR_MS) {
        return arrived;
      }
      return pause(PAUSE_MS * (0.5 + Math.random())).then(function () {
        return fetched(href);
      });
    });
  }

  /* Reloads once everything can be had, but not for ever. */
  function repair() {
    if (repairing || open || old) {
      return;
    }
    repairing = true;
    if (!navigator.onLine || repairs() >= MOST_REPAIRS) {
      say('missing');
      return;
    }
    within(REPAIR_MS, Promise.all(parts().map(fetched))).then(function (all) {
      if (!all || all.indexOf(false) >= 0) {
        say('missing');
      } else {
        count(repairs() + 1);
        pause(PAUSE_MS).then(reload);
      }
    });
  }

  /* How often this tab was reloaded for this reason; where that cannot be kept, a reload is the last. */
  function repairs() {
    try {
      return Number(sessionStorage.getItem(REPAIRS));
    } catch (nothing) {
      var navigations = performance.getEntriesByType('navigation');
      return navigations.length > 0 && navigations[0].type === 'reload' ? MOST_REPAIRS : 0;
    }
  }

  function count(repairs) {
    try {
      sessionStorage.setItem(REPAIRS, repairs);
    } catch (nothing) {
      // See above.
    }
  }

  /* A style sheet that never comes must not keep everything from being drawn; it is applied once it is there. */
  function unblock() {
    [].forEach.call(document.querySelectorAll('link[rel=stylesheet]'), function (link) {
      if (!link.sheet) {
        link.parentNode.replaceChild(link.cloneNode(), link);
      }
    });
  }

  function slow() {
    if (!open && !old && said !== 'missing' && said !== 'broken') {
      unblock();
      say('slow');
    }
  }

  function failed(what) {
    if (!open && !old) {
      said = 'broken';
      say('broken');
      if (window.console) {
        console.error(what);
      }
    }
  }

  window.addEventListener('error', function (event) {
    var target = event.target;
    if (target === window || !target) {
      if (event.filename && event.filename.indexOf('/a/') > 0) {
        failed(event.message);
      }
    } else if ((/^(stylesheet|modulepreload)$/.test(target.rel) && target.id !== 'words') || target.type === 'module') {
      repair();
    }
  }, true);
  document.addEventListener('readystatechange', function () {
    if (document.readyState === 'interactive') {
      say(old ? 'old' : said || 'opening');
    }
  });
  setTimeout(slow, SLOW_MS);
  fetchWords();

  return {
    /* Whether this browser lacks something that the page needs. */
    old: old,
    /* The page is drawn: from now on it speaks for itself. */
    opened: function () {
      open = true;
      count(0);
    },
    /* The page cannot be drawn. */
    failed: failed,
  };
})();
