/** Domains where anybody can have an address or a page, so that sharing one says nothing. */
export const freeMailDomains: ReadonlySet<string> = new Set(
  `aol.com att.net bigpond.com bluewin.ch bol.com.br btinternet.com comcast.net daum.net duck.com
  email.com facebook.com fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
  googlemail.com hey.com hotmail.be hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it
  icloud.com inbox.com instagram.com interia.pl laposte.net libero.it linkedin.com live.co.uk live.com
  live.fr live.nl mac.com mail.com mail.ru me.com msn.com naver.com o2.pl onet.pl online.de orange.fr
  outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.com qq.com
  rediffmail.com rocketmail.com sbcglobal.net seznam.cz sfr.fr sky.com t-online.de terra.com.br
  tiscali.it tutanota.com uol.com.br verizon.net virgilio.it wanadoo.fr web.de wp.pl yahoo.ca
  yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr
  yahoo.it yandex.com yandex.ru ymail.com zoho.com 126.com 163.com 21cn.com sina.com`.split(/\s+/),
)
